// The viewfinder.

export default {
  notAllowed:
    "The page may not use the camera. Allow it in the browser's settings for this page, or open a picture in its place.",
  notFound: "No camera was found. Connect one, or open a picture in its place.",
  notStarted: "The camera did not start. Close what else may be using it, or open a picture in its place.",
  gone: "The camera is gone. Connect it and press Camera again, or open a picture in its place.",
  seen: "What the camera sees",
  tools: "Camera",
  use: "Use this",
  close: "Close",
  light: "Light",
  picture: "The camera's picture",
};
