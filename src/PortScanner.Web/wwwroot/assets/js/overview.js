// All 65,536 ports at once, a point each, 256 in a row. What a point cannot tell, the section below does: it is chosen here, by pointer or
// by keyboard, and shows its ports one by one.

import { STATES } from './results.js';
import { el } from './dom.js';
import { formatNumber, say } from './words.js';

const SIDE = 256;

export class Overview {
  constructor(results, sectionSize, onSection) {
    this.results = results;
    this.sectionSize = sectionSize;
    this.onSection = onSection;
    this.sections = Math.ceil(results.tcpPorts.length / sectionSize);
    this.canvas = el('canvas', { width: SIDE, height: SIDE, class: 'overview-canvas', role: 'img', click: (event) => this.#onClick(event) });
    this.frame = el('div', { class: 'overview-frame', 'aria-hidden': 'true' });
    this.slider = el('input', {
      type: 'range', id: 'map-section', min: 0, max: this.sections - 1, value: 0, step: 1, input: () => this.#choose(Number(this.slider.value)),
    });
    this.element = el(
      'div', { class: 'overview' },
      el('div', { class: 'overview-picture' }, this.canvas, this.frame),
      el('label', { htmlFor: 'map-section' }, say('live.map.choose')), this.slider,
    );
    this.image = new ImageData(SIDE, SIDE);
    this.pixels = new Uint32Array(this.image.data.buffer);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.colors = null; this.render(); });
    this.#choose(0, true);
  }

  render() {
    this.colors ??= this.#readColors();
    const counts = STATES.map(() => 0);
    for (const port of this.results.tcpPorts) {
      const state = this.results.tcpStates[port];
      this.pixels[port] = this.colors[state];
      counts[state]++;
    }
    this.canvas.getContext('2d').putImageData(this.image, 0, 0);
    this.canvas.setAttribute('aria-label', say('live.map.overview', Object.fromEntries(STATES.map((state, number) => [state, formatNumber(counts[number])]))));
  }

  // The style sheet's colours, as the canvas takes them.
  #readColors() {
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const style = getComputedStyle(document.documentElement);
    return STATES.map((state) => {
      probe.fillStyle = style.getPropertyValue(`--map-${state}`).trim() || '#888';
      probe.fillRect(0, 0, 1, 1);
      return new Uint32Array(probe.getImageData(0, 0, 1, 1).data.buffer)[0];
    });
  }

  #onClick(event) {
    const box = this.canvas.getBoundingClientRect();
    const row = Math.min(SIDE - 1, Math.floor((event.clientY - box.top) / box.height * SIDE));
    this.#choose(Math.min(this.sections - 1, Math.floor(row * SIDE / this.sectionSize)));
  }

  #choose(section, isFirst = false) {
    const first = section * this.sectionSize;
    const last = Math.min(first + this.sectionSize, this.results.tcpPorts.length) - 1;
    this.slider.value = section;
    this.slider.setAttribute('aria-valuetext', say('live.map.section', { ports: `${this.results.tcpPorts[first]}-${this.results.tcpPorts[last]}` }));
    this.frame.style.setProperty('--from', first / SIDE / SIDE);
    this.frame.style.setProperty('--size', this.sectionSize / SIDE / SIDE);
    if (!isFirst) {
      this.onSection(section);
    }
  }
}
