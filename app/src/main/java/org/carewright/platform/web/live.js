// Live updates: the server names a topic that changed (never data); the elements with data-live="that topic" fetch
// themselves again. A hidden tab listens to nothing and catches up when it is shown. When the stream breaks it is
// opened again, ever more patiently, and the page goes on working without it.

import { visit } from './region.js';

const state = document.querySelector('[data-live-state]');
let stream = null;
let heard = '';
let failures = 0;
let retry;
let missed = false;

const live = () => [...document.querySelectorAll('[data-live]')];
const topics = () => [...new Set(live().flatMap((part) => part.dataset.live.split(' ')))].sort();

function show(name, words) {
    if (!state || state.dataset.state === name) return;
    state.dataset.state = name;
    state.textContent = words;
}

function open() {
    clearTimeout(retry);
    const wanted = topics().join(',');
    if (document.hidden || !wanted) return close();
    if (stream && heard === wanted) return;
    stream?.close();
    heard = wanted;
    stream = new EventSource('/live?topics=' + encodeURIComponent(wanted));
    stream.onopen = () => {
        failures = 0;
        show('live', state?.dataset.saysLive ?? 'Live');
        if (missed) refresh(live());
        missed = false;
    };
    stream.onmessage = ({ data }) => refresh(live().filter((part) => part.dataset.live.split(' ').includes(data)));
    stream.addEventListener('again', () => {
        close();
        retry = setTimeout(open, 500 + Math.random() * 2000);
    });
    stream.onerror = () => {
        close();
        missed = true;
        show('waiting', state?.dataset.saysWaiting ?? 'Reconnecting');
        retry = setTimeout(open, Math.min(30_000, 1000 * 2 ** failures++) * (0.7 + Math.random() * 0.6));
    };
}

function close() {
    stream?.close();
    stream = null;
    heard = '';
}

// Several changes within a moment are one fetch; a drag or an open dialog is not disturbed.
let waiting;
const due = new Set();
function refresh(parts) {
    parts.forEach((part) => due.add(part));
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
        if (document.querySelector('dialog[open], [data-dragging]')) return refresh([]);
        const regions = [...due].filter((part) => part.isConnected && part.id);
        due.clear();
        if (regions.length) await visit(location.href, { history: 'none', live: true, regions });
        open();
    }, 150);
}

document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
        missed ||= stream !== null;
        close();
    } else {
        open();
    }
});
document.addEventListener('region:changed', () => open());
window.addEventListener('pagehide', close);
open();
