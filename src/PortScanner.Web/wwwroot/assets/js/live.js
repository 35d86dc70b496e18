// The live page: made once from the form's page, and drawn from the state.

import { el, setText } from './dom.js';
import { again, backToForm, stop, waitForTurn } from './scan.js';
import { Announcer } from './announcer.js';
import { Findings } from './findings.js';
import { Header } from './header.js';
import { Keeping } from './keeping.js';
import { PortMap } from './map.js';
import { Progress } from './progress.js';
import { ResultTable } from './table.js';
import { Takeaway } from './takeaway.js';
import { say } from './words.js';
import { showErrors } from './form.js';

export class LiveView {
  constructor(main, form) {
    this.form = form;
    this.landing = [...main.children];
    this.parts = [new Header(), new Progress(), new Findings(), new Keeping(), new PortMap(), new ResultTable(), new Takeaway()];
    this.announcer = new Announcer();
    this.heading = el('h1', { tabIndex: -1 });
    this.notice = el('div', { class: 'notice', hidden: true });
    this.stopButton = el('button', { type: 'button', class: 'quiet', click: () => stop() }, say('live.stop'));
    this.againButton = el('button', { type: 'button', class: 'primary', click: () => again() }, say('live.again'));
    this.backButton = el('button', { type: 'button', class: 'quiet', click: () => backToForm() }, say('live.back'));
    this.root = el(
      'div', { class: 'live', hidden: true },
      el('div', { class: 'title-line' }, this.heading, el('div', { class: 'actions' }, this.stopButton, this.againButton, this.backButton)),
      this.notice,
      this.parts.map((part) => part.element),
    );
    main.append(this.root, this.announcer.element);
    this.shown = 'landing';
  }

  render(state) {
    const { phase } = state;
    const isLanding = phase === 'landing';
    this.landing.forEach((element) => { element.hidden = isLanding ? false : true; });
    this.root.hidden = isLanding;
    const address = state.plan?.address;
    setText(this.heading, address ? say('live.title', { address }) : say('live.starting'));
    this.stopButton.hidden = phase !== 'running';
    this.againButton.hidden = !['finished', 'stopped', 'gone', 'failed'].includes(phase);
    this.backButton.hidden = phase === 'running' || phase === 'starting';
    this.#renderNotice(state);
    this.parts.forEach((part) => part.render(state));
    this.announcer.render(state);
    this.#moveFocus(state);
  }

  #renderNotice(state) {
    const [title, text, action] = this.#noticeOf(state);
    const key = `${title}|${text}|${state.isWaiting}`;
    this.notice.hidden = !title;
    if (key !== this.noticeKey) {
      this.noticeKey = key;
      this.notice.replaceChildren(...(title ? [el('p', { class: 'notice-title' }, title), el('p', {}, text), action ?? ''] : []));
    }
  }

  #noticeOf({ phase, isLost, problem, isWaiting }) {
    switch (phase) {
      case 'busy':
        return [
          say('live.busy'),
          say('live.busy-text'),
          isWaiting
            ? el('p', { class: 'quiet-text' }, say('live.busy-waiting'))
            : el('button', { type: 'button', class: 'primary', click: () => waitForTurn() }, say('live.busy-wait')),
        ];
      case 'failed':
        return [problem.title, problem.message];
      case 'stopped':
        return [say('live.stopped'), say('live.stopped-text')];
      case 'gone':
        return [say('live.gone'), say('live.gone-text')];
      default:
        return isLost ? [say('live.lost'), say('live.lost-text')] : [];
    }
  }

  // Focus follows the page that changed under it; else it would be lost with the button that was pressed.
  #moveFocus({ phase, problem }) {
    if (phase === this.shown) {
      return;
    }
    if (phase === 'landing') {
      showErrors(this.form, problem?.errors ?? {});
      if (!problem) {
        this.form.querySelector('button').focus();
      }
    } else if (this.shown === 'landing' || !document.activeElement || document.activeElement === document.body) {
      this.heading.focus();
    }
    if (phase === 'landing' || this.shown === 'landing') {
      scrollTo({ top: 0 });
    }
    this.shown = phase;
  }
}
