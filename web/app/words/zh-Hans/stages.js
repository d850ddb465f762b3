// How something was read, step by step: a sentence about each picture.

export default {
  title: "逐步查看",
  about: "在这台设备上，对图片一步一步做了什么。",
  nothing: "请在写字板上写一串数，或打开一张图片。",
  failed: "无法显示各个步骤，请检查网络连接。",
  working: "实际处理的图片：太大的会先缩小。",
  grey: "转为灰度，墨迹为深色：去掉纸张以外的部分，淡化生硬的阴影。",
  background: "纸张各处的亮度。",
  contrast: "各处与纸张的差别有多大。",
  ink: "差别大到足以算作墨迹的部分。",
  print: "边框和横线：属于印刷内容，已去掉。",
  noPrint: "没有发现边框或横线。",
  unruled: "去掉横格线之后剩下的部分。",
  components: "连在一起的墨迹用同一种颜色表示（连通域）。",
  apart: "未采用：下划线、孔洞、印刷小字和划掉的内容。",
  noApart: "没有未采用的内容。",
  cells: "表单或表格的单元格。",
  lines: "各行文字，每行一种颜色。",
  pieces: "识别的那一行：摆正之后，在两个数字可能分开的地方切开。",
  path: "结果中的各个数字，各在一个框里。",
};
