// A text field that finds its value on the server: <input data-combobox="/path/of/options"> beside a hidden input.
// The path answers ?q=… with the fragment of options.jte. Arrow keys choose, Enter takes, Escape closes.

document.addEventListener('focusin', (event) => {
    const input = event.target;
    if (input.matches?.('input[data-combobox]') && !input.dataset.ready) start(input);
});

function start(input) {
    input.dataset.ready = 'true';
    const box = input.closest('.combobox');
    const value = box.querySelector('input[type="hidden"]');
    const list = box.querySelector('[role="listbox"]');
    let asked;
    let wait;

    const options = () => [...list.querySelectorAll('[role="option"]')];
    const chosen = () => list.querySelector('[aria-selected="true"]');

    function show(open) {
        list.hidden = !open;
        input.setAttribute('aria-expanded', String(open));
        if (!open) input.removeAttribute('aria-activedescendant');
    }

    function choose(option) {
        options().forEach((each) => each.setAttribute('aria-selected', String(each === option)));
        if (!option) return;
        input.setAttribute('aria-activedescendant', option.id);
        option.scrollIntoView({ block: 'nearest' });
    }

    function take(option) {
        clearTimeout(wait);
        asked?.abort();
        value.value = option.dataset.value;
        input.value = option.dataset.label;
        show(false);
        value.dispatchEvent(new Event('change', { bubbles: true }));
    }

    async function ask() {
        asked?.abort();
        asked = new AbortController();
        try {
            const url = new URL(input.dataset.combobox, location.href);
            url.searchParams.set('q', input.value);
            const answer = await fetch(url, { headers: { 'X-Fragment': 'options' }, signal: asked.signal });
            if (!answer.ok || answer.redirected) return;
            list.innerHTML = await answer.text();
            options().forEach((option, at) => (option.id = `${list.id}-${at}`));
            show(true);
            choose(options()[0]);
        } catch (failure) {
            if (failure.name !== 'AbortError') throw failure;
        }
    }

    input.addEventListener('input', () => {
        value.value = '';
        clearTimeout(wait);
        wait = setTimeout(ask, 130);
    });
    input.addEventListener('keydown', (event) => {
        if (event.key === 'ArrowDown' && list.hidden) ask();
        else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            const all = options();
            const by = event.key === 'ArrowDown' ? 1 : -1;
            choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
        } else if (event.key === 'Enter' && !list.hidden && chosen()) take(chosen());
        else if (event.key === 'Escape' && !list.hidden) show(false);
        else return;
        event.preventDefault();
    });
    input.addEventListener('click', () => list.hidden && ask());
    input.addEventListener('blur', () => setTimeout(() => show(false), 120));
    list.addEventListener('pointerdown', (event) => {
        const option = event.target.closest('[role="option"]');
        if (!option) return;
        event.preventDefault();
        take(option);
    });
}
