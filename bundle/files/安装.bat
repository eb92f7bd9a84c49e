@echo off
chcp 936 >nul
setlocal
title reportgen 安装
pushd "%~dp0"
if not exist "wheels\pip-*.whl" goto packed
set "PYTHONHOME="
set "PYTHONPATH="
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
set "FITS=import sys, sysconfig, venv; sys.exit(sysconfig.get_platform() != 'win-amd64' or sys.version_info[:2] not in [@PAIRS@])"
set "PYTHON="
if exist "python\python.exe" call :look "%~dp0python\python.exe"
for %%v in (@MINORS@) do call :look py -3.%%v
for %%v in (@MINORS@) do if exist "%LocalAppData%\Programs\Python\Python3%%v\python.exe" call :look "%LocalAppData%\Programs\Python\Python3%%v\python.exe"
call :look python
if not defined PYTHON goto none

echo 正在安装，大约一分钟，不用联网……
%PYTHON% -I -m venv --without-pip --clear env || goto failed
for %%f in (wheels\pip-*.whl) do set "PIP=%%f"
env\Scripts\python.exe -I "%PIP%\pip" install --isolated --no-index --find-links wheels --no-cache-dir --disable-pip-version-check --quiet "reportgen[web,pdf]==@VERSION@" || goto failed
env\Scripts\python.exe -I -m reportgen --version || goto failed
echo.
echo 装好了。以后双击“启动.bat”打开。
pause
exit /b 0

:look
if defined PYTHON exit /b
%* -c "%FITS%" >nul 2>nul && set "PYTHON=%*"
exit /b

:packed
echo 旁边没有 wheels 文件夹：请先把下载的 zip 全部解压，再到解压出来的文件夹里双击“安装.bat”。
pause
exit /b 1

:none
echo 这台电脑上没有能用的 Python：要 64 位的，版本是 @PYTHONS@ 之一。
echo 现在装着的（什么也没有列出，就是没有装）：
py -0p 2>nul
python --version 2>nul
echo.
echo 怎样装 Python：
for %%f in (python-3*.exe) do echo 　　文件夹里有 %%f，先双击它，照第 2 条装。
echo 　1. 在能上网的电脑上打开 www.python.org，从 Downloads 里下载 Windows installer (64-bit)，
echo 　　 版本选 @PYTHONS@ 之一，用 U 盘拷到这台电脑上。
echo 　2. 双击它，去掉 Use admin privileges 前面的勾，勾上 Add python.exe to PATH，再点 Install Now。
echo 　　 这样只给自己的账户装，不要管理员密码。
echo 　3. 装完以后，再双击“安装.bat”。
pause
exit /b 1

:failed
echo.
echo 没有装成，原因见上面的英文。常见的有：
echo 　· 文件夹不能写（在光盘、共享盘里）：把整个文件夹拷到自己的盘上，如 D:\reportgen，再装。
echo 　· 路径太长：换到短的路径，如 D:\reportgen。
echo 　· 杀毒软件拦住了 python.exe：让它放行，再装。
echo 　· zip 没有解压全：重新解压，再装。
pause
exit /b 1
