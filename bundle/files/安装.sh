#!/bin/sh
set -u
cd "$(dirname "$0")" || exit 1
unset PYTHONHOME PYTHONPATH

finish() {
    code=$1
    shift
    printf '%s\n' "$@"
    if [ -t 0 ]; then
        printf '按回车键结束。'
        read -r _
    fi
    exit "$code"
}

failed() {
    finish 1 '' '没有装成，原因见上面的英文。常见的有：' \
        '  · 文件夹不能写（在光盘、共享盘里）：把整个文件夹拷到自己的主目录里，再装。' \
        '  · 系统太旧（C 库低于 wheels 里的包所要的）：请找信息老师升级系统。' \
        '  · zip 没有解压全：重新解压，再装。'
}

ls wheels/pip-*.whl >/dev/null 2>&1 ||
    finish 1 '旁边没有 wheels 文件夹：请先把下载的 zip 全部解压，再到解压出来的文件夹里运行。'
[ "$(uname -m)" = @MACHINE@ ] ||
    finish 1 "这一份是给 @MACHINE@ 处理器的，这台电脑是 $(uname -m)：请换名称里有 $(uname -m) 的那一份；没有，就还不能装。"

fits='import sys, venv; sys.exit(sys.version_info[:2] not in [@PAIRS@])'
python=
for each in ./python/bin/python3 python3.13 python3.12 python3.11 python3; do
    if [ -z "$python" ] && "$each" -c "$fits" >/dev/null 2>&1; then
        python=$each
    fi
done
[ -n "$python" ] ||
    finish 1 "这台电脑上没有能用的 Python：版本要是 @PYTHONS@ 之一，现在的是 $(python3 --version 2>&1)。" \
        '怎样装 Python：' \
        '  1. 先在系统的应用商店里找 Python 3.11、3.12 或 3.13；有就装上，再运行“安装.sh”。' \
        '  2. 没有，就请信息老师把编译好的、不用安装的 Python 解压成旁边的 python 文件夹' \
        '     （里面有 bin/python3），不要管理员密码；再运行“安装.sh”。'

echo '正在安装，大约一分钟，不用联网……'
"$python" -I -m venv --without-pip --clear env || failed
for each in wheels/pip-*.whl; do
    pip=$each/pip
done
env/bin/python -I "$pip" install --isolated --no-index --find-links wheels --no-cache-dir \
    --disable-pip-version-check --quiet 'reportgen[web,pdf]==@VERSION@' || failed
env/bin/python -I -m reportgen --version || failed

# A menu wants the whole path; what it holds of quotes, dollars and percent signs is written twice over.
folder=$(pwd -P | sed 's/["`$]/\\\\&/g; s/%/%%/g')
menu=${XDG_DATA_HOME:-$HOME/.local/share}/applications
desktop=$(xdg-user-dir DESKTOP 2>/dev/null)
mkdir -p "$menu"
for place in "$menu" "$desktop"; do
    if [ -d "$place" ] && [ "$place" != "$HOME" ]; then
        cat >"$place/reportgen.desktop" <<END
[Desktop Entry]
Type=Application
Name=reportgen 自查报告
Comment=填学校的数据，做自查报告
Exec=sh "$folder/启动.sh"
Icon=x-office-document
Terminal=true
Categories=Office;
END
        chmod +x "$place/reportgen.desktop"
    fi
done
finish 0 '' '装好了。以后在开始菜单或桌面上点“reportgen 自查报告”，或者在这里运行：sh 启动.sh'
