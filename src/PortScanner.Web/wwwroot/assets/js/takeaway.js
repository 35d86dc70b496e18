// The result to take along: as files, which are here already and need nothing of the server, as copied text, on paper.

import { el, setText } from './dom.js';
import { say } from './words.js';

const EXTENSIONS = { text: 'txt', grepable: 'gnmap', list: 'list.txt' };

export class Takeaway {
  constructor() {
    this.files = el('ul', { class: 'files' });
    this.copied = el('span', { class: 'quiet-text', role: 'status' });
    this.copyButton = el('button', { type: 'button', class: 'quiet', click: () => this.#copy() }, say('live.copy'));
    this.element = el(
      'section', { class: 'takeaway card', 'aria-labelledby': 'takeaway-title' },
      el('h2', { id: 'takeaway-title' }, say('live.take.title')),
      el('p', { class: 'quiet-text' }, say('live.take.text')),
      this.files,
      el('p', { class: 'actions' }, this.copyButton, el('button', { type: 'button', class: 'quiet', click: () => print() }, say('live.print')), this.copied),
    );
    this.urls = [];
  }

  render({ downloads, findings, plan }) {
    this.element.hidden = !findings;
    if (downloads !== this.shown) {
      this.shown = downloads;
      this.copyButton.disabled = !downloads.some(({ name }) => name === 'text');
      setText(this.copied, '');
      this.urls.forEach((url) => URL.revokeObjectURL(url));
      this.urls = downloads.map(({ blob }) => URL.createObjectURL(blob));
      const day = (plan?.startedAt ?? '').slice(0, 10);
      this.files.replaceChildren(...downloads.map(({ name }, index) => el(
        'li', {}, el('a', { href: this.urls[index], 'data-format': name, download: `portscanner-${plan.family}-${day}.${EXTENSIONS[name] ?? name}` }, say('live.download', { format: say(`live.format.${name}`) })),
      )));
    }
  }

  async #copy() {
    const text = await this.shown.find(({ name }) => name === 'text').blob.text();
    try {
      await navigator.clipboard.writeText(text);
      setText(this.copied, say('live.copied'));
    } catch {
      // Without encryption browsers keep the clipboard from pages.
      setText(this.copied, say('live.copy-fails'));
    }
  }
}
