// Times are shown as soon as something is chosen; the words typed to find a patient are no choice yet.
document.addEventListener('change', (event) => {
    const { form } = event.target;
    if (form?.matches('form[data-wishes]') && !event.target.matches('[role="combobox"]')) form.requestSubmit();
});
