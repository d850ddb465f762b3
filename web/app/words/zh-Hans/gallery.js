// The gallery of what the network misreads.

export default {
  heading: "它认错的数字",
  mnist: "MNIST 测试集",
  misread: "认错的数字",
  worstFirst: "认错的数字，错得最离谱的在前",
  noneMisread: "{of} 的 {count} 个数字全部认对。",
  misreads: "{of} 的 {count} 个数字中，认错了 {n} 个。",
  misreadsAndRefuses: "{of} 的 {count} 个数字中，认错了 {n} 个，其中 {refused} 个因“不是数字”而拒识。",
  "others-of1998": "这些数字里，1998 年的网络认对了 {n} 个。",
  surest: "排在最前面的，是它最有把握却认错的。换作你，能全部认对吗？",
  as1998: "1998 年的论文也印出了当时网络认错的 82 个数字。",
  left: "显示了错得最离谱的 {most} 个，另有 {n} 个没有显示。",
  fromFile: "从 {of} 读取，在这台设备上用当前的权重识别。",
  source:
    "图片来自 {mnist}，作者 Yann LeCun、Corinna Cortes 和 Christopher J.C. Burges，许可协议 {licence}，未作改动。用自带的权重识别。",
  nothingYet:
    "此页面不附带 MNIST 的图片。在下面打开它的测试集，这里就会列出网络认错的所有数字，就像 1998 年的论文印出当时网络认错的数字那样：每个都附上标签、识别结果和第二候选，错得最有把握的排在最前。",

  // One of them.
  labelled: "标签是 {digit}",
  position: "第 {n} 个，共 {count} 个；数据集中的第 {index} 张",
  picture: "数据集中的第 {index} 张图片，标签是 {digit}",
  "network-today": "现在",
  "network-of1998": "1998 年",
  said: "{network}：{digit}",
  saidRight: "{network}：{digit}，正确",
  refused: "拒识",
  seeMaps: "看它的特征图",
  all: "全部 {n} 个",
  back: "上一个",
  next: "下一个",

  // A set of one's own.
  own: "识别你自己的数据集",
  ownHow:
    "一个图片文件加一个标签文件，格式同 MNIST：t10k-images-idx3-ubyte 和 t10k-labels-idx1-ubyte，原文件或 .gz 都可以，也可以拖到这里。文件只留在这台设备上。",
  open: "打开这两个文件",
  progress: "已识别的图片",
  reading: "正在识别 {n} 张图片…",
  cancel: "取消",
  cancelled: "已取消，没有任何改变。",
  noFile: "这不是文件。请先保存这两个文件，再打开。",
  tooMany: "这里有 {n} 个文件。请打开一个图片文件和一个标签文件。",
  "missing-pictures": "{name}：{n} 张图片。还要打开对应的标签。",
  "missing-labels": "{name}：{n} 个标签。还要打开对应的图片。",
};
