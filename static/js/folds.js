/* The link that opens or shuts every fold of a list does it here, without drawing the page again. */

for (const link of document.querySelectorAll("[data-folds]")) {
  const folds = [...document.getElementById(link.dataset.folds).querySelectorAll("details.review-fold")];
  const allOpen = () => folds.every((fold) => fold.open);
  const draw = () => {
    link.textContent = allOpen() ? link.dataset.shut : link.dataset.open;
  };
  link.setAttribute("role", "button");
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const open = !allOpen();
    for (const fold of folds) fold.open = open;
    draw();
  });
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  for (const fold of folds) fold.addEventListener("toggle", draw);
}
