// Wires the controls to the engine, and draws what it says. All that is computed is computed in C#.
import { start } from './engine.js';
import { drawPicture } from './pictures.js';
import { drawLoss } from './loss.js';
import { drawHistograms } from './histograms.js';
import { drawGradients } from './gradients.js';

const TrainingMilliseconds = 14;
const DrawEvery = 120;
const FindEvery = 1200;
const sides = [0, 1];
const byId = id => document.getElementById(id);

const status = byId('status');
let engine;
try {
  engine = await start();
} catch (error) {
  status.textContent = 'The networks could not be loaded. This page needs a browser with WebAssembly and its 128-bit instructions.';
  status.classList.add('failed');
  throw error;
}

let task = 0;
let seed = 1;
let isRunning = false;
let drawn = 0;
let found = 0;

const parts = sides.map(side => {
  const section = byId(`details${side}`);
  section.classList.add(`side${side}`);
  section.append(byId('details').content.cloneNode(true));
  const find = selector => section.querySelector(selector);
  return {
    title: find('h2'), summary: find('.summary'), code: find('code'), histograms: find('.histograms'), gradients: find('.gradients'), findings: find('.findings'),
    network: byId(`network${side}`), picture: byId(`picture${side}`), score: byId(`score${side}`),
  };
});

function fillControls() {
  engine.TaskNames().forEach((name, index) => {
    const label = document.createElement('label');
    const input = Object.assign(document.createElement('input'), { type: 'radio', name: 'task', value: index, checked: index === task });
    const text = document.createElement('span');
    text.textContent = name;
    label.append(input, text);
    byId('tasks').append(label);
  });
  engine.OptimizerTitles().forEach((title, index) => byId('optimizer').append(new Option(title, index)));
}

// Sound networks come first, and beside the first of them the first mistake.
function fillNetworks() {
  const sound = engine.NetworkTitles(task, true);
  const mistakes = engine.NetworkTitles(task, false);
  for (const side of sides) {
    const group = (label, titles, first) => {
      const element = Object.assign(document.createElement('optgroup'), { label });
      titles.forEach((title, index) => element.append(new Option(title, first + index)));
      return element;
    };
    parts[side].network.replaceChildren(group('Sound', sound, 0), group('Famous mistakes', mistakes, sound.length));
    parts[side].network.value = side === 0 ? 0 : sound.length;
  }
}

function begin() {
  const [left, right] = parts.map(part => Number(part.network.value));
  engine.Begin(task, left, right, Number(byId('optimizer').value), seed);
  for (const side of sides) {
    const part = parts[side];
    const network = Number(part.network.value);
    part.title.textContent = part.network.selectedOptions[0].text;
    part.summary.textContent = engine.NetworkSummary(task, network);
    part.code.replaceChildren(...engine.NetworkCode(task, network).split('\n').map(line => Object.assign(document.createElement('span'), { textContent: `${line}\n` })));
  }
  draw();
  find();
}

function draw() {
  drawn = performance.now();
  for (const side of sides) {
    const part = parts[side];
    part.score.textContent = engine.Failure(side) ?? engine.Score(side);
    drawPicture(part.picture, engine, side, `${part.title.textContent}: ${part.score.textContent}`);
    engine.Look(side);
    drawHistograms(part.histograms, engine, side);
    drawGradients(part.gradients, engine, side);
  }
  drawLoss(byId('loss'), engine);
  const steps = engine.Steps();
  const speed = steps ? `, ${Math.round(engine.MicrosecondsPerStep()).toLocaleString('en')} µs for a step of both` : '';
  status.textContent = `${isRunning ? 'Training' : 'Paused'}: ${steps.toLocaleString('en')} steps of 32 samples each${speed}`;
}

function find() {
  found = performance.now();
  for (const side of sides) {
    const findings = engine.Findings(side);
    const items = (findings.length ? findings : ['Nothing.']).map(text => Object.assign(document.createElement('li'), { textContent: text }));
    parts[side].findings.replaceChildren(...items);
  }
}

function frame(now) {
  if (!isRunning) return;
  engine.Train(TrainingMilliseconds);
  if (now - drawn > DrawEvery) draw();
  if (now - found > FindEvery) find();
  requestAnimationFrame(frame);
}

function run(shouldRun) {
  isRunning = shouldRun;
  byId('train').textContent = isRunning ? 'Pause' : 'Train';
  // Only when it begins or ends is it worth saying aloud.
  status.setAttribute('aria-live', 'polite');
  draw();
  if (isRunning) {
    status.setAttribute('aria-live', 'off');
    requestAnimationFrame(frame);
  } else {
    find();
  }
}

fillControls();
fillNetworks();
byId('main').hidden = false;
begin();
for (const id of ['train', 'step', 'again']) byId(id).disabled = false;

byId('train').addEventListener('click', () => run(!isRunning));
byId('step').addEventListener('click', () => {
  engine.TakeSteps(10);
  draw();
  find();
});
byId('again').addEventListener('click', () => {
  seed++;
  begin();
});
byId('optimizer').addEventListener('change', begin);
byId('tasks').addEventListener('change', event => {
  task = Number(event.target.value);
  fillNetworks();
  begin();
});
for (const part of parts) part.network.addEventListener('change', begin);
byId('controls').addEventListener('submit', event => event.preventDefault());
new ResizeObserver(() => draw()).observe(byId('main'));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);
