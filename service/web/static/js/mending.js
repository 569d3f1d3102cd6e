// A page that asks to mend what was sent is the answer to a form. « Back » and « Reload » must show the page again,
// not ask whether to send the form once more.
"use strict";

window.history.replaceState(null, "", window.location.href);
