// All TCP ports of a test at once, a point each, 256 in a row, in the order of ports. What a point cannot tell, the section below does: it
// is chosen here, by pointer or by keyboard, and shows its ports one by one.

import { STATES } from '../model/results.js';
import { el } from './dom.js';
import { formatNumber, say, slugOf } from '../model/words.js';

const SIDE = 256;

// As a message's placeholder has it, such as closedFiltered.
const nameOf = (state) => slugOf(state).replace(/-(.)/g, (_, letter) => letter.toUpperCase());

export class Overview {
  /**
   * @param results what is known of the ports.
   * @param sections the ports of each section, all of one size but the last.
   * @param nameOf names a section.
   * @param onSection is told the section that was chosen.
   */
  constructor(results, sections, nameOf, onSection) {
    this.results = results;
    this.sections = sections;
    this.nameOf = nameOf;
    this.onSection = onSection;
    const height = Math.ceil(results.tcpPorts.length / SIDE);
    this.canvas = el('canvas', { width: SIDE, height, class: 'overview-canvas', role: 'img', click: (event) => this.#onClick(event) });
    this.frame = el('div', { class: 'overview-frame', 'aria-hidden': 'true' });
    this.slider = el('input', {
      type: 'range', id: 'map-section', min: 0, max: sections.length - 1, value: 0, step: 1, input: () => this.#choose(Number(this.slider.value)),
    });
    this.element = el(
      'div', { class: 'overview' },
      el('div', { class: 'overview-picture' }, this.canvas, this.frame),
      el('label', { htmlFor: 'map-section' }, say('live.map.choose')), this.slider,
    );
    this.image = new ImageData(SIDE, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.colors = null; this.render(); });
    this.#mark(0);
  }

  render() {
    this.colors ??= this.#readColors();
    const counts = STATES.map(() => 0);
    this.results.tcpPorts.forEach((port, index) => {
      const state = this.results.tcpStates[port];
      this.pixels[index] = this.colors[state];
      counts[state]++;
    });
    this.canvas.getContext('2d').putImageData(this.image, 0, 0);
    this.canvas.setAttribute('aria-label', say('live.map.overview', Object.fromEntries(STATES.map((state, number) => [nameOf(state), formatNumber(counts[number])]))));
  }

  // The style sheet's colours, as the canvas takes them.
  #readColors() {
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const style = getComputedStyle(document.documentElement);
    return STATES.map((state) => {
      probe.fillStyle = style.getPropertyValue(`--map-${slugOf(state)}`).trim() || '#888';
      probe.fillRect(0, 0, 1, 1);
      return new Uint32Array(probe.getImageData(0, 0, 1, 1).data.buffer)[0];
    });
  }

  #onClick(event) {
    const box = this.canvas.getBoundingClientRect();
    const row = Math.floor((event.clientY - box.top) / box.height * this.canvas.height);
    this.#choose(Math.min(this.sections.length - 1, Math.floor(row * SIDE / this.sections[0].length)));
  }

  #choose(section) {
    this.#mark(section);
    this.onSection(section);
  }

  #mark(section) {
    const rowsOf = (ports) => Math.ceil(ports.length / SIDE) / this.canvas.height;
    this.slider.value = section;
    this.slider.setAttribute('aria-valuetext', this.nameOf(this.sections[section]));
    this.frame.style.setProperty('--from', section * rowsOf(this.sections[0]));
    this.frame.style.setProperty('--size', rowsOf(this.sections[section]));
  }
}
