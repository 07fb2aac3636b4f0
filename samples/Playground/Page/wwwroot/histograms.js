// One row for each layer: how its activations are spread, and what was forecast of them.
import { chart, powerOfTen, svg, text, widthOf } from './svg.js';

const Left = 26;
const Top = 14;

export function drawHistograms(host, engine, side) {
  const width = widthOf(host);
  const shares = engine.Histograms(side);
  const signals = engine.Signals(side);
  const means = engine.ForecastMeans(side);
  const deviations = engine.ForecastDeviations(side);
  const [least, most] = engine.HistogramRange(side);
  const layers = signals.length;
  const bins = shares.length / layers;
  const row = Math.max(14, Math.min(38, 200 / layers));
  const right = width - 58;
  const x = value => Left + (right - Left) * (Math.max(least, Math.min(most, value)) - least) / (most - least);
  const bin = (right - Left) / bins;
  const end = Top + layers * row;
  const shapes = [
    text(0, Top - 4, 'layer'), text(width, Top - 4, 'rms', 'end'),
    svg('line', { x1: x(0), x2: x(0), y1: Top, y2: end, class: 'zero' }),
  ];
  for (let layer = 0; layer < layers; layer++) {
    const floor = Top + (layer + 1) * row - 2;
    const own = shares.slice(layer * bins, (layer + 1) * bins);
    const highest = Math.max(...own);
    const bar = (share, index) => `M${(Left + index * bin).toFixed(1)},${floor}v${(-(row - 4) * share / highest).toFixed(1)}h${bin.toFixed(1)}V${floor}z`;
    shapes.push(svg('path', { d: own.map((share, index) => (share === 0 ? '' : bar(share, index))).join(''), class: 'bar' }), text(Left - 8, floor - row / 2 + 6, layer + 1, 'end'));
    for (const sign of deviations[layer] === 0 ? [0] : [-1, 1]) {
      const value = means[layer] + sign * deviations[layer];
      if (!(value >= least && value <= most)) continue;
      shapes.push(svg('line', { x1: x(value), x2: x(value), y1: floor - row + 3, y2: floor, class: 'forecast' }));
    }
    shapes.push(text(width, floor - row / 2 + 6, number(signals[layer]), 'end'));
  }
  const ticks = [...new Set([least, 0, most])];
  ticks.forEach(value => shapes.push(text(x(value), end + 12, value === 0 ? '0' : value.toFixed(1).replace('-', '−'), 'middle')));
  chart(host, end + 16, `Activations of ${layers} layers. Root mean squares, first to last: ${signals.map(number).join(', ')}`, ...shapes);
}

function number(value) {
  if (value === 0 || value >= 0.01) return value.toFixed(2);
  return value >= 0.001 ? value.toFixed(3) : powerOfTen(Math.round(Math.log10(value)));
}
