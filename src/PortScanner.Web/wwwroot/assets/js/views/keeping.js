// What changed since the result that was kept on this device, if its user asked for that. Nothing of it is ever sent.

import { el } from './dom.js';
import { language, say, stateName } from '../model/words.js';
import { portsOf, rangesOf } from '../model/ports.js';

const PLACE = 'portscanner.kept.';
const KEPT_STATES = ['open', 'closed', 'rejected', 'closed|filtered', 'stealth'];

export class Keeping {
  constructor() {
    this.changes = el('div', { class: 'changes' });
    this.box = el('input', { type: 'checkbox', change: () => this.#onChange() });
    this.element = el(
      'section', { class: 'keeping card', 'aria-labelledby': 'keeping-title' },
      el('h2', { id: 'keeping-title' }, say('live.keep.title')),
      this.changes,
      el('label', { class: 'check' }, this.box, el('span', {}, say('live.keep.ask'))),
    );
  }

  render({ findings, results, plan }) {
    this.element.hidden = !findings || findings.ended !== 'completed';
    if (findings && findings !== this.shown) {
      this.results = results;
      this.family = plan.family;
      this.box.checked = false;
      this.before = read(this.family);
      this.#drawChanges();
    }
    this.shown = findings;
  }

  #onChange() {
    try {
      if (this.box.checked) {
        localStorage.setItem(PLACE + this.family, JSON.stringify(snapshot(this.results)));
      } else if (this.before) {
        localStorage.setItem(PLACE + this.family, JSON.stringify(this.before));
      } else {
        localStorage.removeItem(PLACE + this.family);
      }
    } catch {
      this.box.checked = false;
    }
  }

  #drawChanges() {
    const { before } = this;
    if (!before) {
      this.changes.replaceChildren();
      return;
    }
    const changes = compare(before, this.results);
    const at = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(before.at));
    this.changes.replaceChildren(
      el('p', {}, say(changes.length > 0 ? 'live.keep.changed' : 'live.keep.same', { at })),
      changes.length > 0 ? el('ul', {}, changes.map(({ protocol, from, to, ports }) => el(
        'li', {}, el('strong', {}, `${rangesOf(ports)}/${protocol}`), ' ',
        say('live.keep.change', { from: stateName(from), to: stateName(to) }),
      ))) : '',
      el('button', { type: 'button', class: 'quiet', click: () => this.#forget() }, say('live.keep.forget')),
    );
  }

  #forget() {
    localStorage.removeItem(PLACE + this.family);
    this.before = null;
    this.box.checked = false;
    this.#drawChanges();
    this.box.focus();
  }
}

// What is kept of results: when, and the ports of each state. No address.
function snapshot(results) {
  const ports = (protocol) => Object.fromEntries(KEPT_STATES.map((state) => [state, rangesOf(results.portsOf(protocol, state)).replaceAll(' ', '')]));
  return { at: new Date().toISOString(), tcp: ports('tcp'), udp: ports('udp') };
}

// The ports whose state is another now, those that opened first. What was not asked or not decided both times is no change.
function compare(before, results) {
  const changes = new Map();
  for (const protocol of ['tcp', 'udp']) {
    const planned = new Set(protocol === 'tcp' ? results.tcpPorts : results.udpPorts);
    for (const from of KEPT_STATES) {
      for (const port of portsOf(before[protocol]?.[from] ?? '')) {
        const to = planned.has(port) ? results.stateOf(protocol, port) : from;
        if (to !== from && KEPT_STATES.includes(to)) {
          const key = `${protocol} ${from} ${to}`;
          const change = changes.get(key) ?? { protocol, from, to, ports: [] };
          change.ports.push(port);
          changes.set(key, change);
        }
      }
    }
  }
  return [...changes.values()].sort((a, b) => (b.to === 'open') - (a.to === 'open') || (b.from === 'open') - (a.from === 'open'));
}

function read(family) {
  try {
    return JSON.parse(localStorage.getItem(PLACE + family));
  } catch {
    return null;
  }
}
