// How large the gradient is at each layer: now, before the first step, and as it was forecast.
import { chart, line, powerOfTen, svg, text, widthOf } from './svg.js';

const Height = 190;
const Left = 42;
const Top = 8;
const Bottom = Height - 26;
const Least = 1e-12;

export function drawGradients(host, engine, side) {
  const width = widthOf(host);
  const now = engine.Gradients(side);
  const birth = engine.BirthGradients(side);
  const forecast = engine.ForecastGradients(side);
  const known = [...now, ...birth, ...forecast].filter(value => Number.isFinite(value) && value > Least).map(Math.log10);
  const high = Math.ceil(Math.max(-1, ...known) + 0.05);
  const low = Math.min(high - 2, Math.floor(Math.min(...known, high - 2) - 0.05));
  const layers = now.length;
  const x = layer => (layers === 1 ? (Left + width - 12) / 2 : Left + 10 + (width - Left - 22) * layer / (layers - 1));
  const y = value => Bottom - (Bottom - Top) * (Math.max(Math.log10(Math.max(value, Least)), low) - low) / (high - low);
  const points = values => values.map((value, layer) => [x(layer), y(value), value]).filter(([, , value]) => Number.isFinite(value) && value > Least);
  const shapes = [];
  const step = Math.ceil((high - low) / 5);
  for (let exponent = high; exponent >= low; exponent -= step) {
    const at = y(10 ** exponent);
    shapes.push(svg('line', { x1: Left, x2: width - 8, y1: at, y2: at, class: 'grid' }), text(Left - 6, at + 4, powerOfTen(exponent), 'end'));
  }
  const every = Math.ceil(layers / 11);
  for (let layer = 0; layer < layers; layer += every) shapes.push(text(x(layer), Height - 8, layer + 1, 'middle'));
  shapes.push(line(points(birth), 'before'), line(points(now), 'curve'), ...points(now).map(([px, py]) => svg('circle', { cx: px, cy: py, r: 3, class: 'dot' })), line(points(forecast), 'forecast'));
  const say = values => (values[0] > Least ? values[0].toExponential(1) : '0');
  chart(host, Height, `Gradient at the first of ${layers} layers: ${say(now)} now, ${say(birth)} before the first step, ${say(forecast)} forecast`, ...shapes);
}
