// Runs before the first paint, so that a theme that was chosen does not flash. src/ui/theme.ts writes what is read here.
try {
  const theme = localStorage.getItem("greenroom.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme holds.
}
