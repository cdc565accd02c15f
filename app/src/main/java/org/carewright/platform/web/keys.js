// The keyboard. Any element with data-key="x" is pressed by the key x when it can be seen; data-key-says names it in
// the help (else its own words do). Lists with data-keys="list" are walked with j and k. "?" shows what there is.

const typing = (event) => event.target.closest('input, textarea, select, [contenteditable]') !== null;
const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]');

const registered = new Map();

/** A key that is not a button: key("g d", "Go to the desk", () => …). */
export function key(name, says, act) {
    registered.set(name, { says, act });
}

const rows = (list) => [...list.querySelectorAll('a.item-title, a.row-link, [data-row]')].filter(seen);

/** Moves the focus through a list; with data-follow="true" the row is opened as well. */
export function step(direction) {
    const lists = [...document.querySelectorAll('[data-keys="list"]')].filter(seen);
    const list = lists.find((each) => each.contains(document.activeElement)) ?? lists[0];
    if (!list) return;
    const all = rows(list);
    const at = all.findIndex((row) => row === document.activeElement || row.getAttribute('aria-current') === 'true');
    const next = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + direction))];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
    if (list.dataset.follow === 'true' && next.getAttribute('aria-current') !== 'true') next.click();
}

key('j', 'Next in the list', () => step(1));
key('k', 'Previous in the list', () => step(-1));
key('?', 'Show the keys', showHelp);

let before = '';
let forget;
document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event)) return;
    if (document.querySelector('dialog[open]')) return;
    const chord = before ? before + ' ' + event.key : event.key;
    clearTimeout(forget);
    before = '';
    const target = [...document.querySelectorAll(`[data-key="${CSS.escape(chord)}"]`)].find(seen);
    const known = registered.get(chord);
    if (target) {
        event.preventDefault();
        if (target.matches('input, select, textarea')) target.focus();
        else target.click();
        // Who opened a fold by its key goes on typing in it.
        if (target.matches('details[open] > summary')) {
            target.parentElement.querySelector('input:not([type=hidden]), select, textarea')?.focus();
        }
    } else if (known) {
        event.preventDefault();
        known.act();
    } else if (event.key.length === 1) {
        before = event.key;
        forget = setTimeout(() => (before = ''), 900);
    }
});

function showHelp() {
    const dialog = document.getElementById('keys-help');
    const list = dialog?.querySelector('.key-list');
    if (!list) return;
    const onPage = [...document.querySelectorAll('[data-key]')]
        .filter(seen)
        .map((element) => [
            element.dataset.key,
            element.dataset.keySays ?? element.getAttribute('aria-label') ?? element.textContent.trim(),
        ]);
    const all = new Map([...onPage, ...[...registered].map(([name, { says }]) => [name, says])]);
    list.replaceChildren(
        ...[...all].flatMap(([name, says]) => {
            const term = document.createElement('dt');
            const keys = document.createElement('span');
            keys.className = 'keys';
            keys.append(...name.split(' ').map((each) => Object.assign(document.createElement('kbd'), { textContent: each })));
            term.append(keys);
            return [term, Object.assign(document.createElement('dd'), { textContent: says })];
        }),
    );
    dialog.showModal();
}
