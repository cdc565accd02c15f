// Dragging a visit to another time or column. The server decides: a refused visit returns to its place, and a toast says
// what is in the way. Without this script, and by keyboard, the visit's own page moves it. The now line walks along too.

import { visit } from '../../platform/web/region.js';

const SLACK = 5; // pixels a press may tremble before it is a drag

document.addEventListener('pointerdown', (event) => {
    const card = event.target.closest?.('.calendar .visit[data-movable]');
    if (!card || event.button || event.pointerType === 'touch') return;
    const start = { x: event.clientX, y: event.clientY };
    let drag = null;

    function move({ clientX, clientY }) {
        if (!drag && Math.hypot(clientX - start.x, clientY - start.y) < SLACK) return;
        drag ??= lift(card, start);
        drag.to(clientX, clientY);
    }

    async function end(release) {
        stop();
        if (!drag) return;
        // The click that ends a drag opens nothing.
        document.addEventListener('click', (click) => click.preventDefault(), { once: true, capture: true });
        setTimeout(() => document.dispatchEvent(new Event('drag:over')));
        if (release.type === 'pointercancel') drag.back();
        else await drag.drop();
    }

    function escape(key) {
        if (key.key !== 'Escape' || !drag) return;
        key.preventDefault();
        stop();
        drag.back();
    }

    function stop() {
        document.removeEventListener('pointermove', move);
        document.removeEventListener('pointerup', end);
        document.removeEventListener('pointercancel', end);
        document.removeEventListener('keydown', escape, true);
    }

    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
    document.addEventListener('keydown', escape, true);
});

function lift(card, start) {
    const from = card.closest('.column');
    const calendar = card.closest('.calendar');
    const minute = pixelsPerMinute(calendar);
    const step = Number(calendar.dataset.step);
    const began = minutesOf(card, from, minute, calendar);
    const box = card.getBoundingClientRect();
    const grip = start.y - box.top;
    const ghost = card.cloneNode(true);
    let column = from;
    let minutes = began;

    ghost.classList.add('ghost');
    ghost.removeAttribute('href');
    ghost.removeAttribute('data-id');
    card.setAttribute('data-dragging', '');
    document.body.classList.add('is-dragging');
    from.append(ghost);

    function place() {
        const first = firstHour(calendar);
        if (ghost.parentElement !== column) column.append(ghost);
        ghost.style.top = (minutes - first * 60) * minute + 'px';
        ghost.style.left = '2px';
        ghost.style.width = 'calc(100% - 4px)';
        ghost.querySelector('.at').textContent = clock(minutes);
    }

    function back() {
        ghost.remove();
        card.removeAttribute('data-dragging');
        document.body.classList.remove('is-dragging');
    }

    return {
        to(x, y) {
            const under = document.elementsFromPoint(x, y).find((each) => each.matches('.column[data-resource]:not([data-resource=""])'));
            if (under) column = under;
            const top = y - grip - column.getBoundingClientRect().top;
            const raw = firstHour(calendar) * 60 + top / minute;
            minutes = Math.max(0, Math.min(24 * 60 - step, Math.round(raw / step) * step));
            place();
        },
        back,
        async drop() {
            if (column === from && minutes === began) return back();
            const here = new URL(location.href);
            here.searchParams.delete('visit');
            const fields = new URLSearchParams({
                _csrf: document.querySelector('meta[name="csrf"]').content,
                id: crypto.randomUUID(),
                version: card.dataset.version,
                date: column.dataset.day,
                time: clock(minutes),
                with: card.dataset.with,
                room: card.dataset.room,
                back: here.pathname + here.search,
            });
            if (column.dataset.by) fields.set(column.dataset.by, column.dataset.resource);
            try {
                await visit(`/schedule/visits/${card.dataset.id}/drop`, { body: fields, history: 'replace' });
            } finally {
                back();
            }
        },
    };
}

const firstHour = (calendar) => Number(getComputedStyle(calendar).getPropertyValue('--first'));
const pixelsPerMinute = (calendar) => {
    const column = calendar.querySelector('.column');
    const hours = Number(getComputedStyle(calendar).getPropertyValue('--last')) - firstHour(calendar);
    return column.getBoundingClientRect().height / (hours * 60);
};

function minutesOf(card, column, minute, calendar) {
    const top = card.getBoundingClientRect().top - column.getBoundingClientRect().top;
    return firstHour(calendar) * 60 + Math.round(top / minute);
}

const clock = (minutes) =>
    String(Math.floor(minutes / 60)).padStart(2, '0') + ':' + String(minutes % 60).padStart(2, '0');

setInterval(() => {
    for (const line of document.querySelectorAll('.calendar [data-now]')) {
        const since = Number((line.dataset.since ??= Date.now()));
        const minutes = (Date.now() - since) / 60_000;
        line.style.translate = `0 ${minutes * pixelsPerMinute(line.closest('.calendar'))}px`;
    }
}, 30_000);
