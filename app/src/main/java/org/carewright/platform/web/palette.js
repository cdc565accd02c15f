// The search of Ctrl K: a dialog with an ARIA combobox; the groups of hits come from /search as a fragment.
// Without JavaScript the link in the top bar leads to the page /search.

import { key } from './keys.js';

const dialog = document.getElementById('palette');
const input = dialog?.querySelector('input');
const answers = dialog?.querySelector('.answers');
let asked;
let wait;

function open() {
    if (!dialog || dialog.open) return;
    dialog.showModal();
    input.select();
    ask();
}

async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
        const answer = await fetch('/search?q=' + encodeURIComponent(input.value), {
            headers: { 'X-Fragment': 'hits' },
            signal: asked.signal,
        });
        if (!answer.ok || answer.redirected) return;
        answers.innerHTML = await answer.text();
        choose(hits()[0]);
    } catch (failure) {
        if (failure.name !== 'AbortError') answers.textContent = answers.dataset.failed;
    }
}

const hits = () => [...answers.querySelectorAll('[role="option"]')];

function choose(hit) {
    hits().forEach((each) => each.setAttribute('aria-selected', String(each === hit)));
    if (hit) {
        input.setAttribute('aria-activedescendant', hit.id);
        hit.scrollIntoView({ block: 'nearest' });
    } else {
        input.removeAttribute('aria-activedescendant');
    }
}

function move(by) {
    const all = hits();
    const at = all.findIndex((hit) => hit.getAttribute('aria-selected') === 'true');
    choose(all[(at + by + all.length) % all.length]);
}

if (dialog) {
    key('/', 'Search', open);
    document.addEventListener('keydown', (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
            event.preventDefault();
            open();
        }
    });
    document.addEventListener('click', (event) => {
        if (!event.target.closest('[data-open-search]') || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        open();
    });
    input.addEventListener('input', () => {
        clearTimeout(wait);
        wait = setTimeout(ask, 110);
    });
    input.addEventListener('keydown', (event) => {
        if (event.key === 'ArrowDown') move(1);
        else if (event.key === 'ArrowUp') move(-1);
        else if (event.key === 'Enter') answers.querySelector('[aria-selected="true"]')?.click();
        else return;
        event.preventDefault();
    });
}
