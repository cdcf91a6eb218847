// Shows the form's steps one by one; without it they stand below each other.
(function () {
  "use strict";
  const form = document.querySelector("form[data-steps]");
  const steps = Array.from(form.querySelectorAll(".step"));
  const progress = form.querySelector("[data-progress]");
  const previous = form.querySelector("[data-previous]");
  const next = form.querySelector("[data-next]");
  const send = form.querySelector("[type=submit]");
  let current = 0;

  function show(number, focuses) {
    current = number;
    steps.forEach((step, index) => (step.hidden = index !== current));
    previous.hidden = current === 0;
    next.hidden = current === steps.length - 1;
    send.hidden = !next.hidden;
    progress.hidden = false;
    progress.textContent = "Step " + (current + 1) + " of " + steps.length;
    if (focuses) steps[current].querySelector("input, select").focus();
  }

  function advance() {
    const wrong = Array.from(steps[current].querySelectorAll("input, select")).find((control) => !control.checkValidity());
    if (wrong) wrong.reportValidity();
    else if (current < steps.length - 1) show(current + 1, true);
    else return true;
    return false;
  }

  next.addEventListener("click", advance);
  previous.addEventListener("click", () => show(current - 1, true));
  // The steps are checked one by one: a browser cannot show what is wrong in one that is hidden.
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    if (!advance()) event.preventDefault();
  });
  form.addEventListener("bridge:error", (event) => {
    const fields = event.detail.errors.map((error) => error.field);
    const step = steps.findIndex((one) => fields.some((name) => one.querySelector("[name='" + name + "']")));
    if (step >= 0) show(step, false);
  });
  form.addEventListener("bridge:success", () => show(0, false));
  show(0, false);
})();
