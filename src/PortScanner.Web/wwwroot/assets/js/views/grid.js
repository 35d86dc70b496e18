// Ports as a grid with a cell each: to look at as a whole, and to walk through with the arrow keys.

import { el } from './dom.js';
import { letterOf, say, stateName } from '../model/words.js';

// A thousand copies of one are made faster than a thousand.
const CELL = el('div', { class: 'cell', role: 'gridcell', tabIndex: -1 });

export class PortGrid {
  /**
   * @param protocol tcp or udp.
   * @param ports the ports, ascending.
   * @param shape columns, and whether cells show their ports' numbers (else each row tells its first).
   * @param onChosen is told the port that the user looks at.
   */
  constructor(protocol, ports, { columns, isNumbered }, onChosen) {
    this.protocol = protocol;
    this.ports = ports;
    this.columns = columns;
    this.isNumbered = isNumbered;
    this.onChosen = onChosen;
    this.cells = ports.map((port, index) => this.#cell(port, index));
    this.element = el('div', {
      class: isNumbered ? 'grid is-numbered' : 'grid',
      role: 'grid',
      'aria-label': say('live.map.grid', { protocol: protocol.toUpperCase() }),
      keydown: (event) => this.#onKey(event),
      focusin: (event) => this.#choose(event.target),
      mouseover: (event) => this.#look(event.target),
      click: (event) => event.target.closest('[role=gridcell]')?.focus(),
    }, this.#rows());
    this.element.style.setProperty('--columns', columns);
    if (this.cells.length > 0) {
      this.cells[0].tabIndex = 0;
    }
  }

  /** Makes a port the one that the tab key leads to. */
  stopAt(port) {
    const index = this.ports.indexOf(port);
    if (index >= 0) {
      this.cells.forEach((cell, other) => { cell.tabIndex = other === index ? 0 : -1; });
    }
    return this.cells[index];
  }

  /** Draws what changed. */
  render(results) {
    this.cells.forEach((cell, index) => {
      const port = this.ports[index];
      const state = results.stateOf(this.protocol, port);
      const isProvisional = results.isProvisional(this.protocol, port);
      if (cell.dataset.state === state && cell.classList.contains('is-provisional') === isProvisional) {
        return;
      }
      cell.dataset.state = state;
      cell.classList.toggle('is-provisional', isProvisional);
      cell.dataset.letter = letterOf(state);
      cell.setAttribute('aria-label', this.#nameOf(results, port, state, isProvisional));
    });
  }

  #nameOf(results, port, state, isProvisional) {
    const words = isProvisional ? say('live.so-far', { state: stateName(state) }) : stateName(state);
    return [say('live.map.port', { port }), results.serviceOf(this.protocol, port), words].filter(Boolean).join(', ');
  }

  #cell(port, index) {
    const cell = CELL.cloneNode();
    cell.dataset.index = index;
    if (this.isNumbered) {
      cell.append(el('span', { class: 'cell-port' }, String(port)));
    }
    return cell;
  }

  #rows() {
    const rows = [];
    for (let first = 0; first < this.cells.length; first += this.columns) {
      const head = this.isNumbered ? null : el('div', { role: 'rowheader', class: 'row-head' }, String(this.ports[first]));
      rows.push(el('div', { role: 'row', class: 'row' }, head, this.cells.slice(first, first + this.columns)));
    }
    return rows;
  }

  #onKey(event) {
    const index = Number(event.target.dataset.index);
    const last = this.cells.length - 1;
    const rowStart = index - (index % this.columns);
    const target = {
      ArrowRight: index + 1,
      ArrowLeft: index - 1,
      ArrowDown: index + this.columns,
      ArrowUp: index - this.columns,
      Home: event.ctrlKey ? 0 : rowStart,
      End: event.ctrlKey ? last : Math.min(rowStart + this.columns - 1, last),
      PageDown: Math.min(index + (this.columns * 8), last),
      PageUp: Math.max(index - (this.columns * 8), index % this.columns),
    }[event.key];
    if (Number.isNaN(index) || target === undefined) {
      return;
    }
    event.preventDefault();
    this.cells[target]?.focus();
  }

  #choose(cell) {
    if (cell.dataset.index !== undefined) {
      const port = this.ports[Number(cell.dataset.index)];
      this.stopAt(port);
      this.onChosen(this.protocol, port);
    }
  }

  #look(target) {
    const cell = target.closest('[role=gridcell]');
    if (cell) {
      this.onChosen(this.protocol, this.ports[Number(cell.dataset.index)]);
    }
  }
}
