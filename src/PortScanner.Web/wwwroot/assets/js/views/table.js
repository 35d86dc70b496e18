// Every port as a row, what matters most first, with filters by state and by text.

import { BY_IMPORTANCE } from '../model/results.js';
import { count, formatTime, say, stateName } from '../model/words.js';
import { el, setText, throttled } from './dom.js';
import { state as page, update } from '../model/store.js';

const DRAW_MILLISECONDS = 250;
const TELL_MILLISECONDS = 700;
const MORE = 500;

export class ResultTable {
  /** @param tell has a sentence told to whoever cannot see what a filter did. */
  constructor(tell) {
    this.tell = tell;
    this.filters = el('div', { class: 'filters', role: 'group', 'aria-label': say('live.table.filter') });
    this.boxes = Object.fromEntries(BY_IMPORTANCE.map((state) => [state, this.#box(state)]));
    this.filters.append(...BY_IMPORTANCE.map((state) => this.boxes[state].label));
    this.search = el('input', {
      type: 'search', id: 'table-search', autocomplete: 'off', spellcheck: false, input: () => this.#filter({ text: this.search.value.trim().toLowerCase() }),
    });
    this.body = el('tbody');
    this.summary = el('p', { class: 'quiet-text' });
    this.more = el('button', { type: 'button', class: 'quiet', click: () => this.#filter({ limit: page.filter.limit + MORE }) }, say('live.table.more'));
    this.element = el(
      'section', { class: 'results card', 'aria-labelledby': 'table-title' },
      el('h2', { id: 'table-title' }, say('live.table.title')),
      el('div', { class: 'table-tools' }, this.filters, el('label', { class: 'search', htmlFor: 'table-search' }, say('live.table.search'), this.search)),
      el('div', { class: 'wide', tabIndex: 0, role: 'group', 'aria-labelledby': 'table-title' }, el(
        'table', { 'aria-labelledby': 'table-title' },
        el('thead', {}, el('tr', {}, ['port', 'state', 'service', 'reason', 'time', 'from'].map((column) => el(
          'th', column === 'time' ? { scope: 'col', class: 'number' } : { scope: 'col' }, say(`live.table.${column}`),
        )))),
        this.body,
      )),
      this.summary, this.more,
    );
    this.draw = throttled(() => this.#draw(), DRAW_MILLISECONDS);
  }

  render({ results, filter }) {
    this.element.hidden = !results;
    if (results && (results !== this.results || results.version !== this.drawn || filter !== this.filter)) {
      if (results !== this.results) {
        this.search.value = '';
      }
      const isAsked = filter !== this.filter;
      this.results = results;
      this.drawn = results.version;
      this.filter = filter;

      // What the user asked for is there at once.
      (isAsked ? () => this.#draw() : this.draw)();
    }
  }

  #box(state) {
    const box = el('input', { type: 'checkbox', change: () => this.#toggle(state, box.checked) });
    const number = el('span', { class: 'number' });
    const label = el('label', { class: 'chip', 'data-state': state }, box, el('span', { class: 'state-name' }, stateName(state)), number);
    return { box, number, label };
  }

  #toggle(state, isShown) {
    const hidden = new Set(page.filter.hidden);
    hidden[isShown ? 'delete' : 'add'](state);
    this.#filter({ hidden });
  }

  #filter(changes) {
    update({ filter: { ...page.filter, ...changes } });

    // Once one has stopped to type.
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tell(this.summary.textContent), TELL_MILLISECONDS);
  }

  #draw() {
    const { results, filter } = this;
    if (!results) {
      return;
    }
    for (const state of BY_IMPORTANCE) {
      const { box, number, label } = this.boxes[state];
      label.hidden = results.counts[state] === 0;
      box.checked = !filter.hidden.has(state);
      setText(number, String(results.counts[state]));
    }
    const rows = [];
    let matching = 0;
    for (const state of BY_IMPORTANCE.filter((candidate) => !filter.hidden.has(candidate) && results.counts[candidate] > 0)) {
      for (const entry of results.entriesOf(state)) {
        if (this.#matches(entry, state)) {
          matching++;
          if (rows.length < filter.limit) {
            rows.push(this.#row(entry, state));
          }
        }
      }
    }
    this.body.replaceChildren(...rows);
    this.more.hidden = matching <= rows.length;
    setText(this.summary, matching === 0
      ? say('live.table.none')
      : say('live.table.shown', { shown: rows.length, total: count('live.ports', matching) }));
  }

  #matches({ protocol, port, row }, state) {
    const { text } = this.filter;
    return text === ''
      || `${port}/${protocol} ${this.results.serviceOf(protocol, port)} ${state} ${stateName(state)} ${row?.reason ?? ''} ${row?.responder ?? ''}`
        .toLowerCase().includes(text);
  }

  #row({ protocol, port, row }, state) {
    const isProvisional = row?.remarks.includes('provisional');
    return el(
      'tr', isProvisional ? { class: 'is-provisional' } : {},
      el('th', { scope: 'row' }, `${port}/${protocol}`),
      el('td', {}, el('span', { class: 'badge', 'data-state': state }, isProvisional ? say('live.so-far', { state: stateName(state) }) : stateName(state))),
      el('td', {}, this.results.serviceOf(protocol, port) || '–'),
      el('td', {}, row?.reason ?? '–'),
      el('td', { class: 'number' }, row?.rttMs === null || row?.rttMs === undefined ? '–' : formatTime(row.rttMs)),
      el('td', {}, row?.responder ?? (row?.rttMs === undefined ? '–' : say('live.you'))),
    );
  }
}
