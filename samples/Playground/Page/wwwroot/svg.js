// Charts as SVG, whose colours follow the style sheet.
export function svg(name, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// As many units as pixels, so that text has its size at every width.
export function chart(host, height, label, ...children) {
  const width = Math.max(220, host.clientWidth);
  host.replaceChildren(svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }, ...children));
}

export const widthOf = host => Math.max(220, host.clientWidth);

export const line = (points, className) => svg('polyline', { points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '), class: className });

export const text = (x, y, content, anchor = 'start') => svg('text', { x, y, 'text-anchor': anchor }, content);

const superscripts = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };
export const powerOfTen = exponent => `10${[...String(exponent)].map(character => superscripts[character]).join('')}`;
