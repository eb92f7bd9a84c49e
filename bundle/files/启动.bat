@echo off
chcp 936 >nul
setlocal
title reportgen
pushd "%~dp0"
set "PYTHONHOME="
set "PYTHONPATH="
if not exist "env\Scripts\python.exe" goto missing
if not exist "@SCHOOL@" env\Scripts\python.exe -I -m reportgen init "@SCHOOL@" || goto failed
echo 浏览器里会打开网页。用的时候不要关这个窗口；用完了关掉它。
env\Scripts\python.exe -I -m reportgen serve --open "@SCHOOL@" || goto failed
exit /b 0

:missing
echo 还没有安装：请先双击“安装.bat”。
pause
exit /b 1

:failed
echo.
echo 没有打开，原因见上面。已经打开过一个的，先关掉那个窗口；装过以后 Python 换了、删了的，再双击“安装.bat”。
pause
exit /b 1
