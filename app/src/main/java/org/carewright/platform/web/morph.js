// Makes one piece of the page look like another while it keeps what a person is doing in it:
// focus, selection, scroll, open menus, and what has been typed and not yet sent. After a post (posted) it is sent: fields
// and folds are then as the server says. A live page (keepTyped) never touches what has been typed.
// Children are matched by id or data-id, else by their place. An element with data-keep is left alone.

export function morph(from, to, { keepTyped = false, posted = false } = {}) {
    const active = document.activeElement;
    const range = active && 'selectionStart' in active ? safeRange(active) : null;
    become(from, document.importNode(to, true), { keepTyped, posted });
    if (active && active !== document.body && active.isConnected && document.activeElement !== active) {
        active.focus({ preventScroll: true });
        if (range) active.setSelectionRange(...range);
    }
}

function safeRange(input) {
    return input.selectionStart === null ? null : [input.selectionStart, input.selectionEnd];
}

const keyOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.id || null : null);

const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);

function become(from, to, how) {
    if (from.nodeType !== Node.ELEMENT_NODE) {
        if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
        return;
    }
    if (from.hasAttribute('data-keep') || from.isEqualNode(to)) {
        const [old, fresh] = [fields(from), fields(to)];
        if (how.posted && old.length === fresh.length) old.forEach((field, at) => takeValue(field, fresh[at], how));
        else takeValue(from, to, how);
        return;
    }
    takeAttributes(from, to, how);
    if (from.nodeName === 'TEXTAREA') {
        if (from.defaultValue !== to.defaultValue) from.defaultValue = to.defaultValue;
    } else {
        takeChildren(from, to, how);
    }
    takeValue(from, to, how);
}

function takeAttributes(from, to, { posted }) {
    for (const { name } of [...from.attributes]) {
        // A dialog or details that a person opened stays open.
        const opened = name === 'open' && /DIALOG|DETAILS/.test(from.nodeName) && !posted;
        if (!to.hasAttribute(name) && !opened) from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) {
        if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    }
}

const fields = (node) => [...node.querySelectorAll('input, textarea, select')];

function takeValue(from, to, { keepTyped }) {
    if (!/^(INPUT|TEXTAREA|SELECT)$/.test(from.nodeName)) return;
    // A filter that is still being typed is ahead of the answer.
    if (from === document.activeElement && from.form?.hasAttribute('data-filter')) return;
    if (keepTyped && (from === document.activeElement || isTyped(from))) return;
    if (from.type === 'checkbox' || from.type === 'radio') from.checked = to.checked;
    else if (from.type !== 'file' && from.value !== to.value) from.value = to.value;
}

function isTyped(input) {
    if (input.nodeName === 'SELECT') return [...input.options].some((option) => option.selected !== option.defaultSelected);
    return input.type === 'checkbox' || input.type === 'radio'
        ? input.checked !== input.defaultChecked
        : input.value !== input.defaultValue;
}

function takeChildren(from, to, how) {
    const wanted = new Set([...to.children].map(keyOf).filter(Boolean));
    const keyed = new Map();
    for (const child of [...from.children]) {
        const key = keyOf(child);
        if (!key) continue;
        if (wanted.has(key)) keyed.set(key, child);
        else child.remove();
    }
    let place = from.firstChild;
    for (const next of [...to.childNodes]) {
        const key = keyOf(next);
        let match = key ? keyed.get(key) : place;
        if (!key) while (match && !alike(match, next)) match = keyOf(match) ? null : match.nextSibling;
        if (!match || !alike(match, next)) {
            from.insertBefore(next, place);
        } else {
            if (key) {
                if (match !== place) from.insertBefore(match, place);
            } else {
                while (place !== match) place = drop(place);
            }
            place = match.nextSibling;
            become(match, next, how);
        }
    }
    while (place) place = drop(place);
}

function drop(node) {
    const next = node.nextSibling;
    node.remove();
    return next;
}
