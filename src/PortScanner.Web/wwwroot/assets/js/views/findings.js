// What it all means: the verdict as one sentence, then each finding with why it matters and what to do.

import { el } from './dom.js';
import { outward } from './links.js';
import { letterOf, pageLink, say, slugOf, stateName } from '../model/words.js';

// A list of closed ports that runs on for lines helps nobody who does not ask for it.
const LONG = 120;

export class Findings {
  constructor() {
    this.element = el('section', { class: 'findings', 'aria-labelledby': 'verdict' });
  }

  render({ findings, settled }) {
    const known = findings ?? settled;
    this.element.hidden = !known;
    if (known && known !== this.shown) {
      this.element.replaceChildren(...this.#all(known, !findings));
    }
    this.shown = known;
  }

  #all(findings, isOnlySettled) {
    return [
      el('div', { class: 'verdict', 'data-verdict': findings.verdict },
        el('span', { class: 'verdict-sign', 'aria-hidden': 'true' }),
        el('h2', { id: 'verdict' }, findings.sentence)),
      isOnlySettled ? el('p', { class: 'settled' }, say('live.settled')) : '',
      findings.ended === 'completed' ? '' : el('p', { class: 'warning' }, say('report.ended-early', { cause: findings.ended })),
      findings.banSentence ? el('p', { class: 'warning' }, findings.banSentence) : '',
      findings.secondSentence ? el('p', {}, findings.secondSentence) : '',
      this.#expectation(findings),
      el('div', { class: 'sections' }, findings.sections.map((section) => this.#section(section))),
      this.#aside(findings),
    ];
  }

  #expectation({ pass, expect, differences }) {
    return pass === null ? '' : el(
      'div', { class: 'expectation', 'data-pass': String(pass) },
      el('p', {}, el('strong', {}, pass ? 'PASS' : 'FAIL'), ` – ${say('report.expected')} ${expect}`),
      differences.length > 0 ? el('ul', {}, differences.map((difference) => el('li', {}, difference))) : '',
    );
  }

  #section(section) {
    return el(
      'section', { class: 'finding card', 'data-state': section.state },
      el('h3', {}, el('span', { class: 'cell', 'data-state': section.state, 'aria-hidden': 'true' }, letterOf(section.state)), help(`/help/${slugOf(section.state)}`, section.heading)),
      el('p', { class: 'meaning' }, section.meaning),
      section.exposures.length > 0 ? el('ul', { class: 'exposures' }, section.exposures.map((exposure) => this.#exposure(exposure))) : '',
      section.groups.map((group) => this.#group(group)),
      el('p', { class: 'advice' }, el('strong', {}, say('report.what-to-do')), ' ', section.advice),
    );
  }

  #exposure({ port, service, risk, amplification, doubt, responder }) {
    return el(
      'li', {},
      el('p', { class: 'exposure-title' }, el('strong', {}, help(`/help/port/${port.split('/')[0]}`, port)), ' ', service),
      el('p', {}, risk),
      amplification ? el('p', { class: 'warning' }, amplification) : '',
      doubt ? el('p', { class: 'quiet-text' }, say('report.less-certain', { doubt })) : '',
      responder ? el('p', { class: 'quiet-text' }, say('report.answered-by', { address: responder })) : '',
    );
  }

  #group({ sentence, answerer, ports }) {
    return el('div', { class: 'group' }, el('p', {}, [sentence, answerer].filter(Boolean).join(' ')), this.#ports(ports));
  }

  #ports(ports) {
    return el('ul', { class: 'ranges' }, ports.map(({ protocol, ranges }) => el(
      'li', {}, el('strong', {}, protocol), ' ',
      ranges.length <= LONG ? ranges : el('details', {}, el('summary', {}, `${ranges.slice(0, LONG).replace(/[^,]*$/, '')} …`), ranges),
    )));
  }

  #aside({ ping, firewallSentence, firewall, firewallTests, remarks }) {
    return el(
      'div', { class: 'sections' },
      ping ? el('section', { class: 'finding card' }, el('h3', {}, say('report.ping')), el('p', {}, ping)) : '',
      firewallSentence ? el(
        'section', { class: 'finding card' },
        el('h3', {}, say('report.firewall')),
        el('p', {}, firewallSentence),
        el('ul', {}, firewall.evidence.map((fact) => el('li', {}, fact))),
        firewallTests.length > 0 ? el('details', {}, el('summary', {}, say('live.firewall-tests')), this.#tests(firewallTests)) : '',
      ) : '',
      remarks.length > 0 ? el(
        'section', { class: 'finding card' },
        el('h3', {}, say('report.also-noticed')),
        remarks.map(({ sentence, ports, ofPing, ofFirewallTests }) => el(
          'div', {}, el('p', {}, sentence), this.#ports(ports),
          ofPing ? el('p', {}, say('report.ping')) : '',
          ofFirewallTests ? el('p', {}, ofFirewallTests) : '',
        )),
      ) : '',
    );
  }

  #tests(tests) {
    return el('ul', {}, tests.flatMap(({ name, asked, outcomes }) => outcomes.map(({ state, ports, meaning }) => el(
      'li', {}, el('strong', {}, name), ports ? ` ${ports}` : '', ' ', el('span', { class: 'badge', 'data-state': state }, stateName(state)), ` ${say('report.firewall.outcome', { asked, meaning })}`,
    ))));
  }
}

const help = (path, text) => outward(el('a', { href: pageLink(path) }, text));
