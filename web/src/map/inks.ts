// What lies over the points is drawn in the page's own colours.
export const kInksOfMap = {
  light: { ink: '#17161d', quiet: '#5a5866', ground: '#ffffff' },
  dark: { ink: '#f2f1f6', quiet: '#a9a6b5', ground: '#1a191f' },
};
