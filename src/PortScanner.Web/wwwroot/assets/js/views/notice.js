// What a visitor must know of a test that does not go its usual way. The button stays the same one, so that the focus stays on it.

import { duration, say } from '../model/words.js';
import { el, setText } from './dom.js';
import { waitForTurn, waitNoLonger } from '../model/scan.js';

export class Notice {
  constructor() {
    this.title = el('p', { class: 'notice-title' });
    this.text = el('p');
    this.waiting = el('p', { class: 'quiet-text' }, say('live.busy-waiting'));
    this.button = el('button', { type: 'button', click: () => (this.isWaiting ? waitNoLonger() : waitForTurn()) });
    this.element = el('div', { class: 'notice', hidden: true }, this.title, this.text, this.waiting, el('p', {}, this.button));
  }

  render(state) {
    const [title, text] = noticeOf(state);
    this.isWaiting = state.isWaiting;
    this.element.hidden = !text;
    this.title.hidden = !title;
    setText(this.title, title);
    setText(this.text, text);
    this.waiting.hidden = !state.isWaiting;
    this.button.parentElement.hidden = state.phase !== 'busy';
    this.button.className = state.isWaiting ? 'quiet' : 'primary';
    setText(this.button, say(state.isWaiting ? 'live.busy-leave' : 'live.busy-wait'));
  }
}

// The title is empty where the page's heading says it.
function noticeOf({ phase, isLost, problem }) {
  switch (phase) {
    case 'busy':
      return ['', problem.status === 409
        ? `${say('live.busy-text')} ${say('live.busy-latest', { time: duration(problem.retryAfter * 1000) })}`
        : problem.message];
    case 'failed':
      return ['', problem.message];
    case 'stopped':
      return [say('live.stopped'), say('live.stopped-text')];
    case 'gone':
      return [say('live.gone'), say('live.gone-text')];
    default:
      return isLost ? [say('live.lost'), say('live.lost-text')] : ['', ''];
  }
}
