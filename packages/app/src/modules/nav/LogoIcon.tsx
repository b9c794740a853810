/** An engine house: gable, stack and wheel. */
export const LogoIcon = () => (
  <svg
    width="28"
    height="28"
    viewBox="0 0 28 28"
    fill="none"
    stroke="#7df3e1"
    strokeWidth="2"
    strokeLinejoin="round"
    aria-hidden="true"
    style={{ flexShrink: 0 }}
  >
    <path d="M3 25V12l8-6 8 6v13z" />
    <path d="M21 25V4h4v21" />
    <circle cx="11" cy="18" r="4" />
    <path d="M11 14v8M7 18h8" />
  </svg>
);
