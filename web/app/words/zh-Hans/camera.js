// The viewfinder.

export default {
  notAllowed: "页面没有使用相机的权限。请在浏览器的网站设置里允许，或改为打开图片。",
  notFound: "没有找到相机。请接上相机，或改为打开图片。",
  notStarted: "相机没有启动。请关闭其他正在使用相机的程序，或改为打开图片。",
  gone: "相机断开了。请接好后再按“相机”，或改为打开图片。",
  seen: "相机画面",
  tools: "相机",
  use: "用这一张",
  close: "关闭",
  light: "手电筒",
  picture: "相机拍的图片",
};
