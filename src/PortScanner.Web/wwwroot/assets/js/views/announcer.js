// What a screen reader is told by itself: the start, each quarter, the first open ports, what goes wrong, the end. Everything else it finds
// when its user looks for it.

import { el, setText } from './dom.js';
import { formatNames } from './takeaway.js';
import { say } from '../model/words.js';

// Open ports that are found together are told together.
const GATHERING_MILLISECONDS = 2000;

// Who has heard of so many knows enough until the end.
const MOST_NAMED = 20;

export class Announcer {
  constructor() {
    this.element = el('p', { class: 'visually-hidden', role: 'status' });
    this.before = { phase: 'landing' };
    this.timer = 0;
  }

  render(state) {
    const { phase, share, results, plan } = state;
    const { before } = this;
    this.before = { ...state };
    if (phase !== before.phase) {
      this.quarter = 0;
      this.open = [];
      this.named = 0;
    }
    const sentence = newsOf(before, state);
    if (sentence !== null) {
      this.tell(sentence);
    }
    if (phase !== 'running' || !plan) {
      return;
    }
    const open = results?.takeNewlyOpen() ?? [];
    if (open.length > 0 && this.named <= MOST_NAMED) {
      this.open.push(...open);
      this.timer ||= setTimeout(() => this.#sayOpen(), GATHERING_MILLISECONDS);
    }
    const quarter = Math.floor(share * 4);
    if (quarter > this.quarter && quarter < 4) {
      this.quarter = quarter;
      this.tell(say(`live.quarter.${quarter}`));
    }
  }

  /** Has a sentence told, after what is being told. */
  tell(sentence) {
    setText(this.element, sentence);
  }

  #sayOpen() {
    this.timer = 0;
    const open = this.open.splice(0);
    if (this.before.phase !== 'running' || open.length === 0) {
      return;
    }
    this.named += open.length;
    this.tell(this.named > MOST_NAMED ? say('live.announce.many', { most: MOST_NAMED }) : say('live.announce.open', { ports: open.join(', ') }));
  }
}

// What has changed since, as a sentence; empty for a change that nothing is to be said of any more, null for none.
function newsOf(before, { phase, findings, settled, problem, isWaiting, isLost, missing, taking }) {
  if (phase !== before.phase) {
    return {
      running: () => say('live.announce.start'),
      finished: () => say('live.announce.end', { sentence: findings.sentence }),
      stopped: () => say('live.stopped'),
      gone: () => say('live.gone'),
      busy: () => say('live.busy'),
      failed: () => `${problem.title}. ${problem.message}`,
    }[phase]?.() ?? '';
  }
  if (settled && !before.settled) {
    return say('live.announce.settled', { sentence: settled.sentence });
  }
  if (isWaiting && !before.isWaiting) {
    return say('live.busy-waiting');
  }
  if (isLost && !before.isLost) {
    return say('live.lost');
  }
  return missing.length > 0 && taking !== before.taking ? say('live.take.missing', { formats: formatNames(missing) }) : null;
}
