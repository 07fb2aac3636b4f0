// The losses of both networks in the same axes, and what guessing costs.
import { chart, line, svg, text, widthOf } from './svg.js';

const Height = 170;
const Left = 40;
const Top = 10;
const Bottom = Height - 24;

export function drawLoss(host, engine) {
  const width = widthOf(host);
  const guessing = engine.GuessingLoss();
  const curves = [0, 1].map(side => {
    const stride = engine.LossStride(side);
    return engine.Losses(side).map((loss, index) => [(index + 1) * stride, loss]);
  });
  const most = 1.25 * guessing;
  const steps = Math.max(100, ...curves.map(curve => (curve.length ? curve[curve.length - 1][0] : 0)));
  const place = ([step, loss]) => [Left + (width - Left - 8) * step / steps, Bottom - (Bottom - Top) * Math.min(loss, most) / most];
  const guessed = place([0, guessing])[1];
  const shapes = [0, guessing].map(value => {
    const y = place([0, value])[1];
    return svg('g', {}, svg('line', { x1: Left, x2: width - 8, y1: y, y2: y, class: 'grid' }), text(Left - 6, y + 4, value.toFixed(2), 'end'));
  });
  shapes.push(svg('line', { x1: Left, x2: width - 8, y1: guessed, y2: guessed, class: 'forecast' }));
  shapes.push(text(Left, Height - 6, '0'), text(width - 8, Height - 6, `${steps.toLocaleString('en')} steps`, 'end'));
  curves.forEach((curve, side) => {
    if (!curve.length) return;
    const group = svg('g', { class: `side${side}` }, line(curve.map(place), 'curve'));
    const [x, y] = place(curve[curve.length - 1]);
    group.append(side === 0 ? svg('circle', { cx: x, cy: y, r: 4, class: 'dot' }) : svg('rect', { x: x - 4, y: y - 4, width: 8, height: 8, class: 'dot' }));
    shapes.push(group);
  });
  const last = curves.map(curve => (curve.length ? curve[curve.length - 1][1].toFixed(3) : 'not known yet'));
  chart(host, Height, `Loss, left ${last[0]}, right ${last[1]}; guessing costs ${guessing.toFixed(3)}`, ...shapes);
}
