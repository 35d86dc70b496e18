// The port map: all TCP ports of the plan, and the UDP ports behind them, coloured and lettered by state.

import { BY_IMPORTANCE } from '../model/results.js';
import { countOf, formatTime, letterOf, say, stateName } from '../model/words.js';
import { el, setText, throttled } from './dom.js';
import { Overview } from './overview.js';
import { PortGrid } from './grid.js';
import { spanOf } from '../model/ports.js';

// Up to so many ports a cell has room for its number.
const MOST_NUMBERED = 260;

// Beyond so many, the whole is drawn on a canvas, and a section of it as a grid.
const MOST_CELLS = 2200;
const SECTION = 1024;

// What is told before it is known how a port says no.
const SO_FAR = ['stealth', 'closed|filtered'];

// What of the page's width, in pixels, is no cell: the card's edges, and the number that begins a row.
const EDGES = 34;
const ROW_HEAD = 48;

// From this width on, in pixels, the section stands beside the whole, which takes its part of it.
const TWO_COLUMNS = 900;
const OVERVIEW = 400;

const DRAW_MILLISECONDS = 100;

export class PortMap {
  constructor() {
    this.legend = el('ul', { class: 'legend' });
    this.tcp = el('div', { class: 'map-part' });
    this.udp = el('div', { class: 'map-part' });
    this.detail = el('p', { class: 'detail' }, say('live.map.hint'));
    this.element = el(
      'section', { class: 'map card', 'aria-labelledby': 'map-title' },
      el('h2', { id: 'map-title' }, say('live.map.title')), this.legend, this.detail, this.tcp, this.udp,
    );
    this.draw = throttled(() => this.#draw(), DRAW_MILLISECONDS);
    this.width = 0;

    // The page's width is known before the first answer comes. To ask for the map's own then would have everything laid out twice.
    new ResizeObserver(([{ contentRect }]) => this.#onResize(contentRect.width)).observe(document.querySelector('main'));
  }

  render({ results }) {
    this.element.hidden = !results;
    if (!results) {
      this.results = null;
      return;
    }
    if (this.results !== results) {
      this.results = results;
      this.#begin();
    }
    if (this.drawn !== results.version) {
      // The first answers are what everybody waits for; what follows is drawn when it has gathered.
      (this.drawn === 0 ? () => this.#draw() : this.draw)();
      this.drawn = results.version;
    }
  }

  #begin() {
    const ports = [...this.results.tcpPorts];
    this.drawn = -1;
    this.chosen = null;
    this.section = 0;
    this.sections = ports.length > MOST_CELLS ? sectionsOf(ports) : [ports];
    this.overview = this.sections.length > 1 ? new Overview(this.results, this.sections, nameOf, (section) => this.#showSection(section)) : null;
    setText(this.detail, say('live.map.hint'));
    this.tcp.hidden = ports.length === 0;
    this.tcp.replaceChildren(...(this.overview ? [this.overview.element] : []), el('div'));
    this.udp.hidden = this.results.udpPorts.length === 0;
    this.#layOut();
  }

  // As many cells in a row as there is room for.
  #layOut() {
    this.tcp.classList.toggle('is-beside', Boolean(this.overview) && this.width >= TWO_COLUMNS);
    this.#fillTcp();
    this.udpGrid = this.#grid('udp', [...this.results.udpPorts]);
    this.udp.replaceChildren(el('h3', {}, say('live.map.udp')), this.udpGrid.element);
  }

  #fillTcp() {
    const ports = this.sections[this.section];
    this.tcpGrid = this.#grid('tcp', ports);
    this.tcp.lastChild.replaceWith(el('div', {}, el('h3', {}, this.overview ? nameOf(ports) : say('live.map.tcp')), this.tcpGrid.element));
  }

  #grid(protocol, ports) {
    const isNumbered = ports.length <= MOST_NUMBERED;
    const width = Math.max(protocol === 'tcp' && this.overview && this.width >= TWO_COLUMNS ? this.width - OVERVIEW : this.width, 260) - EDGES;
    return new PortGrid(protocol, ports, { columns: this.#columns(width, isNumbered), isNumbered }, (...chosen) => this.#tell(...chosen));
  }

  // Cells of at least 16 pixels with the gap behind them, or of 60 where they bear numbers themselves. The small ones are less than a
  // finger, and less than WCAG 2.2 asks of a target (2.5.8: 24 pixels), so that a map is seen as a whole: whatever a cell tells stands in
  // the table too, whose search finds a port. That is the exception for what another control of the page does as well.
  #columns(width, isNumbered) {
    return isNumbered ? Math.max(4, Math.floor(width / 60)) : [64, 32, 16, 10].find((columns) => (width - ROW_HEAD) / columns >= 16) ?? 10;
  }

  #showSection(section) {
    this.section = section;
    this.#fillTcp();
    this.#draw();
  }

  // A phone was turned: the same section and the same port stay, and so does the focus.
  #onResize(width) {
    if (width === this.width) {
      return;
    }
    this.width = width;
    if (!this.results) {
      return;
    }
    const hasFocus = document.activeElement?.closest('[role=gridcell]') && this.element.contains(document.activeElement);
    this.#layOut();
    const [protocol, port] = this.chosen ?? [];
    const cell = protocol && (protocol === 'tcp' ? this.tcpGrid : this.udpGrid).stopAt(port);
    this.#draw();
    if (hasFocus) {
      cell?.focus();
    }
  }

  #draw() {
    if (!this.results) {
      return;
    }
    this.tcpGrid.render(this.results);
    this.udpGrid.render(this.results);
    this.overview?.render();
    this.#drawLegend();
    if (this.chosen) {
      this.#tell(...this.chosen);
    }
  }

  #drawLegend() {
    const { counts } = this.results;
    const shown = BY_IMPORTANCE.filter((state) => counts[state] > 0);
    const isSoFar = (state) => SO_FAR.includes(state) && this.results.provisional > 0;
    const key = shown.map((state) => `${state}${counts[state]}${isSoFar(state)}`).join();
    if (key === this.legendKey) {
      return;
    }
    this.legendKey = key;
    this.legend.replaceChildren(...shown.map((state) => el(
      'li', {},
      el('span', { class: 'cell', 'data-state': state, 'aria-hidden': 'true' }, letterOf(state)),
      isSoFar(state) ? say('live.so-far', { state: countOf(state, counts[state]) }) : countOf(state, counts[state]),
    )));
  }

  #tell(protocol, port) {
    this.chosen = [protocol, port];
    const row = this.results.rowOf(protocol, port);
    const state = this.results.stateOf(protocol, port);
    const words = this.results.isProvisional(protocol, port)
      ? say('live.so-far', { state: stateName(state) })
      : stateName(state);
    const parts = [
      `${port}/${protocol}`,
      this.results.serviceOf(protocol, port),
      words,
      row?.reason ?? '',
      row?.rttMs === null || row?.rttMs === undefined ? '' : say('live.milliseconds', { time: formatTime(row.rttMs) }),
      row?.responder ? say('live.from', { address: row.responder }) : '',
    ];
    setText(this.detail, parts.filter(Boolean).join(' · '));
  }
}

function sectionsOf(ports) {
  return Array.from({ length: Math.ceil(ports.length / SECTION) }, (_, section) => ports.slice(section * SECTION, (section + 1) * SECTION));
}

const nameOf = (ports) => say('live.map.section', { ports: spanOf(ports, (ends) => say('live.map.scattered', ends)) });
