// The live page: made once from the form's page, and drawn from the state.

import { el, setText } from './dom.js';
import { again, backToForm, stop } from '../model/scan.js';
import { Announcer } from './announcer.js';
import { Findings } from './findings.js';
import { Header } from './header.js';
import { Keeping } from './keeping.js';
import { Notice } from './notice.js';
import { PortMap } from './map.js';
import { Progress } from './progress.js';
import { ResultTable } from './table.js';
import { Takeaway } from './takeaway.js';
import { keepPage } from './links.js';
import { say } from '../model/words.js';
import { showErrors } from './form.js';

export class LiveView {
  constructor(main, form) {
    this.form = form;
    this.landing = [...main.children];
    this.announcer = new Announcer();
    this.parts = [
      new Notice(), new Header(), new Progress(), new Findings(), new Keeping(), new PortMap(),
      new ResultTable((sentence) => this.announcer.tell(sentence)), new Takeaway(),
    ];
    this.heading = el('h1', { tabIndex: -1 });
    this.stopButton = el('button', { type: 'button', class: 'quiet', click: () => stop() }, say('live.stop'));
    this.againButton = el('button', { type: 'button', class: 'primary', click: () => again() }, say('live.again'));
    this.backButton = el('button', { type: 'button', class: 'quiet', click: () => backToForm() }, say('live.back'));
    this.root = el(
      'div', { class: 'live', hidden: true },
      el('div', { class: 'title-line' }, this.heading, el('div', { class: 'actions' }, this.stopButton, this.againButton, this.backButton)),
      this.parts.map((part) => part.element),
    );
    main.append(this.root, this.announcer.element);
    this.shown = 'landing';
  }

  render(state) {
    const { phase } = state;
    const isLanding = phase === 'landing';
    this.landing.forEach((element) => { element.hidden = !isLanding; });
    this.root.hidden = isLanding;
    setText(this.heading, this.#headingOf(state));
    keepPage(!isLanding);
    this.stopButton.hidden = phase !== 'running';
    this.againButton.hidden = !['finished', 'stopped', 'gone', 'failed'].includes(phase);
    this.backButton.hidden = phase === 'running' || phase === 'starting';
    this.parts.forEach((part) => part.render(state));
    this.announcer.render(state);
    this.#moveFocus(state);
  }

  #headingOf({ phase, plan, problem }) {
    if (phase === 'busy' || phase === 'failed') {
      return problem.status === 409 ? say('live.busy') : problem.title;
    }
    return plan ? say('live.title', { address: plan.address }) : say(phase === 'gone' ? 'live.gone' : 'live.starting');
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
    } else if (this.shown === 'landing' || !isSeen(document.activeElement)) {
      this.heading.focus();
    }
    if (phase === 'landing' || this.shown === 'landing') {
      scrollTo({ top: 0 });
    }
    this.shown = phase;
  }
}

// What was just hidden has the focus until the next frame.
const isSeen = (element) => element && element !== document.body && element.getClientRects().length > 0;
