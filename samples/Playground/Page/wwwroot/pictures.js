// What a network makes of its data.
const Cells = 48;

export function drawPicture(canvas, engine, side, label) {
  const size = Math.max(80, Math.round(canvas.clientWidth * devicePixelRatio));
  if (canvas.width !== size) canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  const style = getComputedStyle(canvas);
  const colour = name => style.getPropertyValue(name).trim();
  pen.fillStyle = colour('--card');
  pen.fillRect(0, 0, size, size);
  const kind = engine.PictureKind();
  if (kind === 'Plane') drawPlane(pen, engine, side, size, colour);
  else if (kind === 'Curve') drawCurve(pen, engine, side, size, colour);
  else drawImages(pen, engine, side, size, colour);
  canvas.setAttribute('aria-label', label);
}

function drawPlane(pen, engine, side, size, colour) {
  const zones = engine.Boundary(side, Cells);
  const from = channels(colour('--first-zone'));
  const to = channels(colour('--second-zone'));
  const image = new ImageData(Cells, Cells);
  zones.forEach((share, cell) => {
    for (let channel = 0; channel < 3; channel++) image.data[4 * cell + channel] = from[channel] + share * (to[channel] - from[channel]);
    image.data[4 * cell + 3] = 255;
  });
  const small = new OffscreenCanvas(Cells, Cells);
  small.getContext('2d').putImageData(image, 0, 0);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(small, 0, 0, size, size);
  drawBoundary(pen, zones, size, colour('--ink'));

  const points = engine.PlanePoints();
  const radius = size / 90;
  pen.lineWidth = size / 400;
  pen.strokeStyle = colour('--card');
  for (let i = 0; i < points.length; i += 3) {
    const [x, y, label] = [points[i] * size, points[i + 1] * size, points[i + 2]];
    pen.fillStyle = colour(label ? '--second' : '--first');
    pen.beginPath();
    // A class has a shape of its own, too.
    if (label) pen.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    else pen.arc(x, y, 1.15 * radius, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  }
}

// Where the share passes one half, between the middles of two neighbours.
function drawBoundary(pen, zones, size, colour) {
  pen.strokeStyle = colour;
  pen.lineWidth = Math.max(1, size / 300);
  pen.beginPath();
  const at = (row, column) => zones[row * Cells + column] - 0.5;
  const cell = size / Cells;
  for (let row = 0; row + 1 < Cells; row++) {
    for (let column = 0; column + 1 < Cells; column++) {
      const corners = [[row, column], [row, column + 1], [row + 1, column + 1], [row + 1, column]];
      const crossings = [];
      corners.forEach(([r, c], index) => {
        const [s, d] = corners[(index + 1) % 4];
        const [a, b] = [at(r, c), at(s, d)];
        if ((a < 0) === (b < 0)) return;
        const part = a / (a - b);
        crossings.push([(c + 0.5 + part * (d - c)) * cell, (r + 0.5 + part * (s - r)) * cell]);
      });
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        pen.moveTo(...crossings[i]);
        pen.lineTo(...crossings[i + 1]);
      }
    }
  }
  pen.stroke();
}

function drawCurve(pen, engine, side, size, colour) {
  pen.strokeStyle = colour('--grid');
  pen.lineWidth = size / 300;
  pen.beginPath();
  pen.moveTo(0, size / 2);
  pen.lineTo(size, size / 2);
  pen.moveTo(size / 2, 0);
  pen.lineTo(size / 2, size);
  pen.stroke();
  const samples = engine.CurveSamples();
  pen.fillStyle = colour('--quiet');
  for (let i = 0; i < samples.length; i += 2) {
    pen.beginPath();
    pen.arc(samples[i] * size, samples[i + 1] * size, size / 110, 0, 2 * Math.PI);
    pen.fill();
  }
  const curve = engine.Curve(side);
  pen.strokeStyle = colour(side ? '--right' : '--left');
  pen.lineWidth = size / 90;
  pen.lineJoin = 'round';
  pen.beginPath();
  for (let i = 0; i < curve.length; i += 2) pen.lineTo(curve[i] * size, curve[i + 1] * size);
  pen.stroke();
}

function drawImages(pen, engine, side, size, colour) {
  const Pixels = 8;

  // So many that the answers can be read.
  const columns = pen.canvas.clientWidth < 260 ? 5 : 8;
  const pixels = engine.ImagePixels();
  const labels = engine.ImageLabels();
  const answers = engine.ImageAnswers(side);
  const cell = size / columns;
  const width = cell * 0.6;
  const ink = channels(colour('--ink'));
  const image = new ImageData(Pixels, Pixels);
  const small = new OffscreenCanvas(Pixels, Pixels);
  pen.imageSmoothingEnabled = true;
  pen.textAlign = 'center';
  pen.font = `600 ${Math.round(cell * 0.27)}px system-ui, sans-serif`;
  labels.slice(0, columns * columns).forEach((label, index) => {
    for (let pixel = 0; pixel < Pixels * Pixels; pixel++) image.data.set([...ink, 255 * pixels[index * Pixels * Pixels + pixel]], 4 * pixel);
    small.getContext('2d').putImageData(image, 0, 0);
    const x = (index % columns) * cell;
    const y = Math.floor(index / columns) * cell;
    pen.drawImage(small, x + (cell - width) / 2, y + cell * 0.07, width, width);
    const isRight = answers[index] === label;
    pen.fillStyle = colour(isRight ? '--good' : '--bad');
    pen.fillText(isRight ? answers[index] : `✗ ${answers[index]}`, x + cell / 2, y + cell * 0.93);
  });
}

function channels(colour) {
  const digits = colour.replace('#', '');
  return [0, 2, 4].map(place => parseInt(digits.slice(place, place + 2), 16));
}
