// Files of a labelled set that can't be used.

export default {
  advice: "请打开 t10k-images-idx3-ubyte 和 t10k-labels-idx1-ubyte，原文件或 .gz 都可以。",
  again: "请重新下载。",
  tooLarge: "{name} 太大，不像是数字数据集。",
  noIdx: "{name} 不是图片或标签的 IDX 文件。",
  noHeader: "{name} 连文件头都不完整。",
  "empty-pictures": "{name} 里没有图片。",
  "empty-labels": "{name} 里没有标签。",
  "most-pictures": "{name} 声明有 {n} 张图片，最多只能读取 {most} 张。",
  "most-labels": "{name} 声明有 {n} 个标签，最多只能读取 {most} 个。",
  "cutShort-pictures": "{name} 不完整：{n} 张图片应有 {due} 字节，实际只有 {length} 字节。",
  "cutShort-labels": "{name} 不完整：{n} 个标签应有 {due} 字节，实际只有 {length} 字节。",
  "tooLong-pictures": "{name} 比声明的长：{n} 张图片应有 {due} 字节，实际有 {length} 字节。",
  "tooLong-labels": "{name} 比声明的长：{n} 个标签应有 {due} 字节，实际有 {length} 字节。",
  notOneSet: "{pictures} 有 {n} 张图片，{labels} 有 {count} 个标签：不是同一个数据集。请打开同一数据集的两个文件。",
  otherSides: "{name} 的图片是 {width} × {height} 像素，而网络需要 {side} × {side}。",
  noDigits: "{name} 不是数字数据集：第 {at} 个标签是 {label}。",
  packed: "此浏览器无法解压 {name}。请先解压，再打开解压后的文件。",
  damaged: "{name} 已损坏，无法读到结尾。",
};
