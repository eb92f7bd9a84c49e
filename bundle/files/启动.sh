#!/bin/sh
set -u
cd "$(dirname "$0")" || exit 1
unset PYTHONHOME PYTHONPATH

failed() {
    printf '%s\n' "$@"
    if [ -t 0 ]; then
        printf '按回车键结束。'
        read -r _
    fi
    exit 1
}

[ -x env/bin/python ] || failed '还没有安装：请先运行“sh 安装.sh”。'
if [ ! -d '@SCHOOL@' ]; then
    env/bin/python -I -m reportgen init '@SCHOOL@' || failed '' '没有建成“@SCHOOL@”文件夹，原因见上面。'
fi
echo '浏览器里会打开网页。用的时候不要关这个窗口；用完了关掉它。'
env/bin/python -I -m reportgen serve --open '@SCHOOL@' ||
    failed '' '没有打开，原因见上面。已经打开过一个的，先关掉那个窗口；装过以后 Python 换了、删了的，再运行“sh 安装.sh”。'
