// Starts the parts of GOV.UK Frontend that a page uses. Every page works without this file: it counts
// characters, folds the menu on a phone, keeps "none of these" alone and moves the focus to the error summary.
// The marks on <body> are set once the library has loaded, so that nothing stays hidden if it does not.
const own = document.querySelector("script[data-frontend]");

import(own.dataset.frontend).then(({ initAll }) => {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  initAll();
});
