// What a screen reader is told by itself: the start, each quarter, open ports, the end. Everything else it finds when its user looks for it.

import { el, setText } from './dom.js';
import { say } from './words.js';

// Open ports that are found together are told together.
const GATHERING_MILLISECONDS = 2000;

export class Announcer {
  constructor() {
    this.element = el('p', { class: 'visually-hidden', role: 'status' });
    this.phase = 'landing';
    this.quarter = 0;
    this.open = [];
    this.timer = 0;
  }

  render({ phase, share, results, findings, plan, problem }) {
    if (phase !== this.phase) {
      this.phase = phase;
      this.quarter = 0;
      this.open = [];
      this.#sayPhase(phase, findings, problem);
    }
    if (phase !== 'running' || !plan) {
      return;
    }
    this.open.push(...(results?.takeNewlyOpen() ?? []));
    if (this.open.length > 0 && !this.timer) {
      this.timer = setTimeout(() => this.#sayOpen(), GATHERING_MILLISECONDS);
    }
    const quarter = Math.floor(share * 4);
    if (quarter > this.quarter && quarter < 4) {
      this.quarter = quarter;
      this.#say(say(`live.quarter.${quarter}`));
    }
  }

  #sayPhase(phase, findings, problem) {
    const sentence = {
      starting: () => say('live.announce.start'),
      finished: () => say('live.announce.end', { sentence: findings.sentence }),
      stopped: () => say('live.stopped'),
      gone: () => say('live.gone'),
      busy: () => say('live.busy'),
      failed: () => `${problem.title}. ${problem.message}`,
    }[phase];
    if (sentence) {
      this.#say(sentence());
    }
  }

  #sayOpen() {
    this.timer = 0;
    if (this.phase === 'running') {
      this.#say(say('live.announce.open', { ports: this.open.slice(0, 10).join(', ') + (this.open.length > 10 ? ' …' : '') }));
    }
    this.open = [];
  }

  #say(sentence) {
    setText(this.element, sentence);
  }
}
