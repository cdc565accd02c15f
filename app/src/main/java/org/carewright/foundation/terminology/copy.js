// A button with data-copy puts that text into the clipboard, and says for a moment that it did.

document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    const says = (button.dataset.says ??= button.textContent);
    try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = 'Copied';
    } catch {
        button.textContent = 'The browser does not allow it';
    }
    setTimeout(() => (button.textContent = says), 1500);
});
