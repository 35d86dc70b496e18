// The result to take along: as files, which are here already and need nothing of the server, as copied text, on paper.

import { el, setText } from './dom.js';
import { formatNumber, say } from '../model/words.js';

const EXTENSIONS = { text: 'txt', grepable: 'gnmap', list: 'list.txt' };

export class Takeaway {
  constructor() {
    this.text = el('p', { class: 'quiet-text' });
    this.missing = el('p', { class: 'warning', hidden: true });
    this.files = el('ul', { class: 'files' });
    this.copied = el('span', { class: 'quiet-text', role: 'status' });
    this.copyButton = el('button', { type: 'button', class: 'quiet', click: () => this.#copy() }, say('live.copy'));
    this.element = el(
      'section', { class: 'takeaway card', 'aria-labelledby': 'takeaway-title' },
      el('h2', { id: 'takeaway-title' }, say('live.take.title')),
      this.text,
      this.missing,
      this.files,
      el('p', { class: 'actions' }, this.copyButton, el('button', { type: 'button', class: 'quiet', click: () => print() }, say('live.print')), this.copied),
    );
    this.shown = [];
    this.urls = [];
  }

  render({ downloads, missing, taking, scan, findings, plan }) {
    this.element.hidden = !findings;
    if (taking) {
      setText(this.text, taking === 'fetching'
        ? say('live.take.fetching', { count: formatNumber(downloads.length), total: formatNumber(scan?.formats.length ?? downloads.length) })
        : [say(`live.take.${taking}`), downloads.length > 0 ? say('live.take.text') : ''].filter(Boolean).join(' '));
    }
    this.missing.hidden = missing.length === 0;
    setText(this.missing, missing.length > 0 ? say('live.take.missing', { formats: formatNames(missing) }) : '');
    if (downloads !== this.shown) {
      if (downloads.length === 0) {
        this.urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
        this.files.replaceChildren();
        setText(this.copied, '');
      }

      // Only those that are new, so that a link that has the focus keeps it.
      this.files.append(...downloads.slice(this.urls.length).map((download) => el('li', {}, this.#link(download, plan))));
      this.shown = downloads;
    }
    this.copyButton.disabled = !downloads.some(({ name }) => name === 'text');
  }

  #link({ name, blob }, { family, startedAt }) {
    const href = URL.createObjectURL(blob);
    this.urls.push(href);
    return el('a', {
      href, 'data-format': name, download: `portscanner-${family}-${startedAt.slice(0, 10)}.${EXTENSIONS[name] ?? name}`,
    }, say('live.download', { format: say(`live.format.${name}`) }));
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

/** Formats of reports as a visitor knows them. */
export const formatNames = (names) => names.map((name) => say(`live.format.${name}`)).join(', ');
