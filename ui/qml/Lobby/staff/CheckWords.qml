import QtQuick
import Lobby

/** What the scanner's check found, in words: what was looked at, how it is, what to change. */
QtObject {
    id: root

    function topic(key: string): string {
        return ({
            size: qsTr("Picture size"),
            speed: qsTr("Camera speed"),
            format: qsTr("Camera format"),
            light: qsTr("Light"),
            sharpness: qsTr("Sharpness"),
            read: qsTr("Read", "passes by the camera"),
            reach: qsTr("Reach"),
            scanner: qsTr("Device"),
            scanner_speed: qsTr("Scanner speed"),
            scanner_end: qsTr("After the code"),
            scanner_layout: qsTr("Keyboard layout")
        })[key] ?? key;
    }
    function verdict(key: string): string {
        return ({ good: qsTr("Good"), note: qsTr("Could be better"), bad: qsTr("To be changed") })[key] ?? key;
    }
    /** Of one device as a whole. */
    function summary(key: string): string {
        return ({ good: qsTr("All good"), note: qsTr("Could be better"), bad: qsTr("Something to change") })[key] ?? "";
    }
    function tone(verdict: string): string {
        return ({ good: "good", note: "busy", bad: "stop" })[verdict] ?? "busy";
    }
    function sentence(says: string, value: real, other: real, name: string, afterS: real): string {
        return reading(says, value, other, afterS) || camera(says, value, other, name) || scanner(says, value, name) || says;
    }
    /** A number as people write it here. */
    function number(value: real): string {
        return Theme.number(value, value < 10 ? 1 : 0);
    }
    function reading(says: string, value: real, other: real, afterS: real): string {
        const pictures = qsTr("%1 of %n pictures", "", Math.round(other)).arg(Theme.whole(value));
        return ({
            read: qsTr("%1, the first after %2 s.", "41 of 45 pictures").arg(pictures).arg(number(afterS)),
            read_seldom: qsTr("%1, the first after %2 s. Hold it still.", "41 of 45 pictures").arg(pictures).arg(number(afterS)),
            read_stills: qsTr("A pass in %1.", "3 of 4 pictures").arg(pictures),
            read_stills_none: qsTr("No pass could be read.")
        })[says] ?? "";
    }
    function camera(says: string, value: real, other: real, name: string): string {
        const perSecond = qsTr("%n pictures a second", "", Math.round(value));
        return ({
            size: qsTr("%1 × %2 pixels.", "picture size").arg(value).arg(other),
            size_small: qsTr("Only %1 × %2 pixels. Choose a camera with at least 1280 × 720.").arg(value).arg(other),
            speed: other > 0 ? qsTr("%1; the camera promises %2.", "pictures a second").arg(perSecond).arg(Theme.whole(other))
                             : perSecond + ".",
            speed_slow: qsTr("%1. Choose a camera with MJPG, or plug it into a USB 3 port.").arg(perSecond),
            speed_slow_dark: qsTr("%1, for want of light. Put a lamp near the kiosk.").arg(perSecond),
            speed_slow_compressed: qsTr("%1, though in MJPG. Use a USB port without a hub.").arg(perSecond),
            format: qsTr("%1, which is fast.", "MJPG").arg(name),
            format_raw: name !== "" ? qsTr("%1. With MJPG it would be faster.").arg(name)
                                    : qsTr("The system does not tell. MJPG would be fast."),
            light: qsTr("Bright enough."),
            light_dark: qsTr("It is dark. Put a lamp beside the kiosk that lights whoever stands there."),
            light_bright: qsTr("%1 % of the picture is plain white. Turn the camera away from window or lamp.")
                .arg(Theme.whole(value)),
            sharp: qsTr("The code's edges are sharp."),
            sharp_room: qsTr("The room is sharp. A printed pass would tell about codes."),
            blurred: qsTr("The code is blurred. Clean the lens, or focus it at arm's length."),
            blurred_file: qsTr("The code is blurred."),
            blurred_room_file: qsTr("Nothing in view is sharp."),
            light_dark_file: qsTr("It is dark."),
            light_bright_file: qsTr("%1 % of the picture is plain white.").arg(Theme.whole(value)),
            blurred_room: qsTr("Nothing in view is sharp. Clean the lens, or focus it at arm's length."),
            reach: qsTr("A printed pass is readable up to about %1 cm away; the smallest code readable at 50 cm is %2 cm wide.")
                .arg(Theme.whole(value)).arg(number(other)),
            reach_short: qsTr("A printed pass is readable up to %1 cm only. A sharper, larger picture helps.")
                .arg(Theme.whole(value)),
            reach_unread: qsTr("A pass was seen but never read. See to light and sharpness first."),
            code_size: qsTr("The code's squares are %1 pixels wide; 2 are needed.").arg(number(value)),
            reach_no_code: qsTr("Hold a printed pass in front of the camera to measure this.")
        })[says] ?? "";
    }
    function scanner(says: string, value: real, name: string): string {
        return ({
            scanner_needed: qsTr("Plug in a camera or a USB scanner: nobody can check in here."),
            scanner_none: qsTr("None is plugged in. Beside a camera none is needed."),
            scanner_no_right: qsTr("This account may not read %1. Add the account to the groups input and dialout, and log in again.")
                .arg(name),
            scanner_taken: qsTr("The kiosk or another program has %1. Close it for this check.").arg(name),
            scanner_silent: qsTr("%1 is there. Scan a pass with it.").arg(name),
            scanner: qsTr("%1 reads passes.", "a scanner").arg(name),
            scanner_other_code: qsTr("%1 read something else. Scan a pass, and allow QR codes only.").arg(name),
            scanner_fast: value > 0 ? qsTr("A pass takes %1 s.").arg(number(value)) : qsTr("A pass comes all at once."),
            scanner_slow: qsTr("A pass takes %1 s. Set the delay between characters to 0, or USB serial.")
                .arg(number(value)),
            scanner_ends: qsTr("It sends %1.", "a key").arg(name === "tab" ? qsTr("Tab") : qsTr("Enter")),
            scanner_ends_silent: qsTr("It sends nothing. Set it to send Enter after each code."),
            layout: qsTr("Digits arrive as digits."),
            layout_undone: qsTr("It types for a keyboard “%1”, which is undone here. Set it to US or USB serial.").arg(name),
            layout_unknown: qsTr("What it typed makes no sense. Set it to the US layout, or to USB serial.")
        })[says] ?? "";
    }
}
