// The form of the landing page, made quicker: mistakes are told while one types, and the other address family is tried.

import { el, setText } from './dom.js';
import { findMistake } from '../model/ports.js';
import { duration, say } from '../model/words.js';

/** The form's fields as they are sent. Ports that were typed stay where they are when another profile is chosen, but go with custom only. */
export function formFields(form) {
  return [...new FormData(form)].filter(([name]) => name !== 'ports' || isCustom(form));
}

/** Adds what the form can do with script. */
export function enhanceForm(form) {
  const ports = form.elements.ports;
  const expect = form.elements.expect;
  const onPorts = () => {
    // Who names ports wants those.
    if (ports.value.trim()) {
      form.elements.profile.value = 'custom';
      tellTime(form);
    }
    checkPorts(form);
  };
  const onExpect = () => check(expect, /^\s*none\s*$/i.test(expect.value) ? '' : expect.value);
  ports.addEventListener('input', onPorts);
  expect.addEventListener('input', onExpect);
  form.addEventListener('change', (event) => {
    if (event.target.name === 'profile') {
      checkPorts(form);
    }
    tellTime(form);
  });
  tellTime(form);

  // What was typed while this was still loading; what the server has refused bears its words already.
  [[ports, onPorts], [expect, onExpect]].forEach(([input, onInput]) => input.value && !input.hasAttribute('aria-invalid') && onInput());
  document.querySelectorAll('[data-other-origin]').forEach(tryOtherFamily);
}

/** Shows the errors of a refused form at their fields, and goes to the first. */
export function showErrors(form, errors) {
  let first = null;
  for (const field of ['consent', 'profile', 'ports', 'udp', 'icmp', 'firewall', 'pace', 'expect']) {
    const input = form.querySelector(`[name="${field}"]`);
    const sentences = errors[field] ?? [];
    if (input) {
      setError(input, sentences.join(' '));
      first ??= sentences.length > 0 ? input : null;
    }
  }
  if (first) {
    first.closest('details')?.setAttribute('open', '');
    first.focus();
  }
}

// How long a slow test takes is to be known before it begins. Of ports of one's own the sentence of the server tells.
function tellTime(form) {
  const place = form.querySelector('[data-pace-time]');
  const seconds = place.dataset[form.elements.profile.value];
  const interval = form.elements.pace.selectedOptions[0]?.dataset.seconds;
  const more = form.elements.firewall.checked ? place.dataset.firewall : 0;
  const minutes = Math.ceil((Number(seconds) + Number(more)) * interval / 60);
  setText(place, seconds && interval ? say('live.gentle-takes', { time: duration(minutes * 60_000) }) : '');
}

const isCustom = (form) => form.elements.profile.value === 'custom';

function checkPorts(form) {
  check(form.elements.ports, isCustom(form) ? form.elements.ports.value : '');
}

function check(input, text) {
  const mistake = text.trim() === '' ? null : findMistake(text);
  setError(input, mistake ? say(mistake.key, mistake) : '');
}

function setError(input, sentence) {
  const id = `${input.name}-error`;
  let place = document.getElementById(id);
  if (!place) {
    place = el('p', { id, class: 'error', 'aria-live': 'polite' });
    (input.closest('label') ?? input).after(place);
  }
  setText(place, sentence);
  input.setAttribute('aria-invalid', String(sentence !== ''));
  if (sentence) {
    input.setAttribute('aria-describedby', id);
  } else if (input.dataset.description) {
    input.setAttribute('aria-describedby', input.dataset.description);
  } else {
    input.removeAttribute('aria-describedby');
  }
}

// Whether the other family works is known only by using it: its own name is asked which address comes there.
async function tryOtherFamily(place) {
  const status = place.querySelector('[data-other-status]');
  try {
    const response = await fetch(`${place.dataset.otherOrigin}/ip`, {
      headers: { Accept: 'application/json' }, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(8000),
    });
    const { address } = await response.json();
    setText(status, say('landing.other.works', { address }));
    place.dataset.state = 'works';
  } catch {
    setText(status, say('landing.other.fails'));
    place.dataset.state = 'fails';
  }
}
