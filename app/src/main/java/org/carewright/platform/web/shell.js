// What every page has: theme, rail, dialogs, confirmations, toasts, ticked rows, and htmx made safe.
// Everything works without this file; it makes it quicker.

import './region.js';
import './live.js';
import './palette.js';
import './combobox.js';

const root = document.documentElement;
root.classList.add('js');

function remember(name, value) {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}

document.addEventListener('submit', (event) => {
    const form = event.target;
    const asks = event.submitter?.dataset.confirm ?? form.dataset.confirm;
    if (asks && !form.dataset.confirmed) {
        event.preventDefault();
        event.stopImmediatePropagation();
        confirmWith(asks, event.submitter?.textContent.trim() || asks, () => {
            form.dataset.confirmed = 'true';
            form.requestSubmit(event.submitter);
            delete form.dataset.confirmed;
        });
    } else if (form.matches('[data-preferences]')) {
        event.preventDefault();
        const { name, value } = event.submitter;
        if (name === 'theme') {
            remember('carewright-theme', value);
            if (value === 'system') delete root.dataset.theme;
            else root.dataset.theme = value;
            form.querySelectorAll('[name="theme"]').forEach((each) => each.setAttribute('aria-pressed', each.value === value));
        } else {
            const narrow = root.dataset.rail !== 'narrow';
            remember('carewright-rail', narrow ? 'narrow' : 'wide');
            if (narrow) root.dataset.rail = 'narrow';
            else delete root.dataset.rail;
        }
    }
}, true);

// A form is sent once, however often its button is pressed while the answer is on its way.
document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'true';
    setTimeout(() => delete form.dataset.sent, 3000);
});

function confirmWith(question, act, then) {
    const dialog = document.getElementById('confirm');
    dialog.querySelector('[data-question]').textContent = question;
    dialog.querySelector('[value="yes"]').textContent = act;
    dialog.onclose = () => dialog.returnValue === 'yes' && then();
    dialog.returnValue = '';
    dialog.showModal();
}

document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-opens]');
    if (opener) {
        event.preventDefault();
        document.getElementById(opener.dataset.opens)?.showModal();
    }
    const dialog = event.target.closest('dialog');
    if (dialog && (event.target === dialog || event.target.closest('[data-closes]'))) dialog.close();
    if (event.target.closest('.toast .close')) event.target.closest('.toast').remove();
    if (event.target.closest('[data-print]')) window.print();
    // A choice in a menu closes it.
    const item = event.target.closest('[popover].menu-list :is(a, button)');
    if (item && !item.closest('[data-stays-open]')) item.closest('[popover]').hidePopover();
});

// A row is a link for the pointer too, but never against selecting text or another control in it.
document.addEventListener('click', (event) => {
    const row = event.target.closest('tr.link');
    if (!row || event.defaultPrevented || event.target.closest('a, button, input, label, summary')) return;
    if (!getSelection()?.isCollapsed) return;
    row.querySelector('a.row-link')?.click();
});

document.addEventListener('change', (event) => {
    const all = event.target.closest('thead input[data-all]');
    const frame = event.target.closest('.selectable');
    if (!frame) return;
    const boxes = [...frame.querySelectorAll('tbody input[type="checkbox"]')];
    if (all) boxes.forEach((box) => (box.checked = all.checked));
    const ticked = boxes.filter((box) => box.checked).length;
    const head = frame.querySelector('thead input[data-all]');
    if (head) {
        head.checked = ticked > 0 && ticked === boxes.length;
        head.indeterminate = ticked > 0 && ticked < boxes.length;
    }
    frame.querySelectorAll('[data-ticked]').forEach((place) => (place.textContent = String(ticked)));
});

// Good news leaves by itself after data-passing seconds; anything else waits to be read.
function letGo(toast) {
    if (!toast.matches?.('.toast[data-passing]')) return;
    let timer = setTimeout(() => toast.remove(), 1000 * toast.dataset.passing);
    toast.addEventListener('pointerenter', () => clearTimeout(timer));
    toast.addEventListener('focusin', () => clearTimeout(timer));
    toast.addEventListener('pointerleave', () => (timer = setTimeout(() => toast.remove(), 2500)));
}
const toasts = document.getElementById('toasts');
if (toasts) {
    [...toasts.children].forEach(letGo);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(letGo))).observe(toasts, {
        childList: true,
    });
}

/** Says something in a toast: toast("Saved", "green"). */
function toast(words, tone = 'blue') {
    const copy = document.getElementById('toast-pattern').content.cloneNode(true).firstElementChild;
    copy.classList.add('is-' + tone);
    copy.querySelector('.text').textContent = words;
    toasts.replaceChildren(copy);
}

document.querySelector('.notice[data-focus]')?.focus();

// htmx: the CSRF token goes with every request, and a failure is said aloud.
document.addEventListener('htmx:configRequest', (event) => {
    const token = document.querySelector('meta[name="csrf"]');
    if (token) event.detail.headers[token.dataset.header] = token.content;
});
document.addEventListener('htmx:beforeRequest', () => document.body.setAttribute('data-busy', ''));
document.addEventListener('htmx:afterRequest', () => document.body.removeAttribute('data-busy'));
for (const failure of ['htmx:sendError', 'htmx:responseError', 'htmx:timeout']) {
    document.addEventListener(failure, () => toast(toasts.dataset.failed, 'red'));
}
window.addEventListener('unhandledrejection', () => toasts && toast(toasts.dataset.failed, 'red'));
