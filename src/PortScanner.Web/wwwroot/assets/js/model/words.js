// The page's part of the catalogue of messages, in the language that the server wrote the page in.

export const language = document.documentElement.lang || 'en';

const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const tenths = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const shares = new Intl.NumberFormat(language, { style: 'percent' });
let messages = {};

/** Fetches the messages; nothing is said before. */
export async function loadWords() {
  const response = await fetch(`/words/${language}.json`);
  messages = await response.json();
}

/** A message, its placeholders filled. A key that is missing shows as itself: a test finds it, and a visitor is not left without. */
export function say(key, values = {}) {
  return (messages[key] ?? key).replace(/\{([A-Za-z]+)\}/g, (hole, name) => values[name] ?? hole);
}

/** A message about a number of things, in its singular or plural. */
export function count(key, number, values = {}) {
  const form = plurals.select(number) === 'one' ? 'one' : 'other';
  return say(`${key}.${form}`, { count: numbers.format(number), ...values });
}

/** A page of the site, in the language that was chosen: there are no cookies that could keep the choice. */
export function pageLink(path) {
  const chosen = new URLSearchParams(location.search).get('lang');
  return chosen ? `${path}?lang=${encodeURIComponent(chosen)}` : path;
}

// What a port is before it has a state.
const BEFORE = { pending: 'live.pending', asked: 'live.asked-once' };

/** A state's name where a bar would mean something else: in a key, a path, a property of a style. */
export const slugOf = (state) => state.replace('|', '-');

/** A state within a sentence. */
export const stateName = (state) => say(BEFORE[state] ?? `state.${slugOf(state)}`);

/** The letter that a state has on the map. */
export const letterOf = (state) => say(`live.letter.${slugOf(state)}`);

/** So many of a state. */
export const countOf = (state, number) => count(`live.count.${slugOf(state)}`, number);

export const formatNumber = (number) => numbers.format(number);

/** Milliseconds, to the tenth. */
export const formatTime = (milliseconds) => tenths.format(milliseconds);

/** A share of the whole, from 0 to 1. */
export const formatShare = (share) => shares.format(share);

/** Seconds in words, as long as a reader needs. */
export function duration(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 90 ? count('live.seconds', seconds) : count('live.minutes', Math.round(seconds / 60));
}
