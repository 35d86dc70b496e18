// How far the test is, how long it will go on, and what it waits for.

import { count, duration, formatNumber, say } from '../model/words.js';
import { el, setText } from './dom.js';

export class Progress {
  constructor() {
    this.bar = el('progress', { max: 1000, value: 0, 'aria-label': say('live.progress') });
    this.figures = el('p', { class: 'figures' });
    this.waitsFor = el('p', { class: 'waits-for' });
    this.element = el('section', { class: 'progress', 'aria-label': say('live.progress') }, this.bar, this.figures, this.waitsFor);
  }

  render({ phase, progress, share, results, findings }) {
    this.element.hidden = !['starting', 'running'].includes(phase) && !findings;
    this.element.classList.toggle('is-done', phase === 'finished');
    if (phase === 'starting' || !progress) {
      this.bar.removeAttribute('value');
    }
    if (phase === 'finished') {
      this.bar.value = 1000;
      setText(this.figures, findings.effort);
      setText(this.waitsFor, '');
    } else if (progress && results) {
      this.bar.value = Math.round(share * 1000);
      setText(this.figures, [
        say('live.asked', { asked: formatNumber(progress.asked), total: formatNumber(progress.total) }),
        count('live.answers', progress.answered),
        count('live.packets', progress.packets),
        say(progress.leftIsMost ? 'live.left-most' : 'live.left', { time: duration(progress.leftMs) }),
      ].join(' · '));
      setText(this.waitsFor, progress.waitsFor);
    } else {
      setText(this.figures, '');
      setText(this.waitsFor, say('live.starting'));
    }
  }
}
