// What is tested, from where and since when: on the page, on paper, and in short in the tab's title, which is all that is seen of a page
// in the background.

import { el } from './dom.js';
import { formatShare, say } from '../model/words.js';

const titleBefore = document.title;

export class Header {
  constructor() {
    this.element = el('dl', { class: 'facts', 'aria-label': say('live.facts') });
  }

  render(state) {
    const { plan } = state;
    this.element.hidden = !plan;
    if (plan && plan.startedAt !== this.shown) {
      this.shown = plan.startedAt;
      this.element.replaceChildren(...plan.facts.map(({ label, text }) => el('div', {}, el('dt', {}, label), el('dd', {}, text))));
    }
    const title = titleOf(state);
    document.title = title ? `${title} - PortScanner` : titleBefore;
  }
}

function titleOf({ phase, plan, share, findings }) {
  switch (phase) {
    case 'running':
      return say('live.tab.running', { percent: formatShare(share), address: plan.address });
    case 'finished':
      return say('live.tab.finished', { sentence: findings.sentence });
    case 'stopped':
      return say('live.stopped');
    case 'gone':
      return say('live.gone');
    default:
      return '';
  }
}
