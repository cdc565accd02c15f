// A region is a part of the page, <div id="…" data-region>, that fetches itself again instead of the whole page:
// when a link to the same page or a filter form inside it is used (the address follows, Back works), when a form marked
// data-stay is posted, and when live data change (live.js). The server always answers with the whole page.

import { morph } from './morph.js';

let newest = 0;

/** Fetches url and puts its answer into the regions of this page. */
export async function visit(url, { history = 'push', body, live = false, regions } = {}) {
    const turn = live ? newest : ++newest;
    document.body.toggleAttribute('data-busy', !live);
    try {
        const answer = await fetch(url, {
            method: body ? 'POST' : 'GET',
            body,
            headers: live ? { 'X-Live': '1' } : {},
            credentials: 'same-origin',
        });
        if (turn !== newest) return;
        if (live && (answer.redirected || !answer.ok)) return;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        if (turn !== newest) return;
        // A form that is shown again, or refused, has no address of its own: the page stays where it is.
        const stays = body && !answer.redirected;
        const elsewhere = !stays && new URL(answer.url).pathname !== location.pathname;
        take(page, { live, regions, elsewhere, posted: Boolean(body) });
        if (history !== 'none' && !stays && answer.url !== location.href) {
            window.history[history === 'push' ? 'pushState' : 'replaceState']({ region: true }, '', answer.url);
        }
    } catch (failure) {
        if (live) return;
        if (body) throw failure;
        location.assign(url);
    } finally {
        if (turn === newest) document.body.removeAttribute('data-busy');
    }
}

function take(page, { live, regions, elsewhere, posted }) {
    const mine = regions ?? [...document.querySelectorAll('[data-region]')];
    const pairs = mine.map((region) => [region, page.getElementById(region.id)]);
    const fits = !elsewhere && pairs.length > 0 && pairs.every(([, fresh]) => fresh);
    if (live && !fits) return;
    for (const [old, fresh] of fits ? pairs : [[document.body, page.body]]) {
        morph(old, fresh, { keepTyped: live, posted });
        old.dispatchEvent(new CustomEvent('region:changed', { bubbles: true }));
    }
    const [subtitle, says] = [document, page].map((each) => each.getElementById('subtitle'));
    if (subtitle && says) subtitle.textContent = says.textContent;
    if (live) return;
    document.title = page.title;
    const toasts = page.getElementById('toasts');
    if (fits && toasts) say(toasts);
    if (!fits) window.scrollTo(0, 0);
    document.querySelector('.notice[data-focus]')?.focus();
}

// What was done last is what is said, and what can be undone.
function say(toasts) {
    const said = [...document.importNode(toasts, true).children];
    if (said.length) document.getElementById('toasts')?.replaceChildren(...said);
}

const here = (url) => url.origin === location.origin && url.pathname === location.pathname;

document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-region] a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.target || link.hasAttribute('download') || link.getAttribute('href').startsWith('#')) return;
    if (!here(new URL(link.href)) && !link.hasAttribute('data-stay')) return;
    event.preventDefault();
    visit(link.href);
});

document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.closest('[data-region], #toasts')) return;
    const data = new FormData(form, event.submitter);
    if (form.method === 'get' && here(new URL(form.action))) {
        event.preventDefault();
        visit(withQuery(form.action, data));
    } else if (form.method === 'post' && form.hasAttribute('data-stay')) {
        event.preventDefault();
        const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams(data);
        visit(event.submitter?.hasAttribute('formaction') ? event.submitter.formAction : form.action, { body });
    }
});

function withQuery(action, data) {
    const url = new URL(action);
    url.search = new URLSearchParams([...data].filter(([, value]) => value !== '')).toString();
    return url.href;
}

// A filter answers while it is being chosen or typed.
let typing;
document.addEventListener('input', (event) => {
    const form = event.target.form;
    if (!form?.hasAttribute('data-filter')) return;
    clearTimeout(typing);
    const send = () => {
        if (here(new URL(form.action))) visit(withQuery(form.action, new FormData(form)), { history: 'replace' });
    };
    typing = setTimeout(send, event.target.type === 'search' || event.target.type === 'text' ? 200 : 0);
});

window.addEventListener('popstate', () => visit(location.href, { history: 'none' }));
