pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** The kiosk: one page at a time; any touch keeps it, a scan replaces it. */
Window {
    id: root

    required property KioskModel model
    required property LatestFrame frames
    property RecoveryModel recovery: null
    property bool dark: model.house.isNight
    property bool reducedMotion: false
    property real textScale: 1
    property bool fullscreen: false
    readonly property bool hasStarted: model.house.isKnown
        && (frames.isSeen || model.house.isCameraAway || !model.house.hasCamera)
    // What somebody touches from a wheelchair is in the lower part of a high screen.
    readonly property real reach: model.page.lowReach && height > width ? 0.4 * height : 0
    readonly property bool isDown: recovery !== null && recovery.reason !== ""
    readonly property string page: isDown ? "recovery" : model.page.kind === "idle" && !hasStarted ? "starting" : model.page.kind

    width: 1280
    height: 800
    visible: true
    visibility: fullscreen ? Window.FullScreen : Window.Windowed
    color: Theme.paper
    title: qsTr("Hello Lobby")
    // Nobody closes a kiosk in the lobby; it ends by a signal, or by the staff.
    onClosing: close => { close.accepted = !root.fullscreen; }

    Binding { target: Theme; property: "width"; value: root.width }
    // Not the page's own height, which is 0 at first: everything would be laid out twice.
    Binding { target: Theme; property: "height"; value: root.height - root.reach }
    Binding { target: Theme; property: "dark"; value: root.dark }
    Binding { target: Theme; property: "reducedMotion"; value: root.reducedMotion }
    Binding { target: Theme; property: "textScale"; value: root.textScale * Theme.scaleOf(root.model.page.textSize) }
    Binding { target: Theme; property: "language"; value: root.model.page.language }

    Item {
        anchors.fill: parent
        z: 1 // what lies below keeps a touch to itself

        PointHandler {
            acceptedButtons: Qt.AllButtons
            grabPermissions: PointerHandler.ApprovesTakeOverByAnything
            onActiveChanged: {
                Hands.areOnKeys = false;
                root.model.touched();
            }
        }
    }
    Loader {
        id: page
        anchors { fill: parent; topMargin: root.reach }
        focus: true
        onLoaded: forceActiveFocus() // a bubble that went with its page had it
        sourceComponent: root.isDown ? recovering : ({
            idle: idle,
            welcome: welcome,
            first_time: firstTime,
            leaving: leaving,
            goodbye: goodbye,
            refused: refused,
            misread: misread,
            me: me,
            erased: erased,
            staff: staff,
            trouble: trouble,
            guest: guest,
            day_pass: dayPass,
            by_name: byName,
            whos_here: whosHere,
            profile: profile
        })[root.model.page.kind]
    }
    Component { id: recovering; RecoveryPage { model: root.recovery } }
    Component { id: idle; IdlePage { model: root.model; frames: root.frames } }
    Component { id: welcome; WelcomePage { model: root.model } }
    Component { id: firstTime; FirstTimePage { model: root.model } }
    Component { id: leaving; LeavingPage { model: root.model } }
    Component { id: goodbye; GoodbyePage { model: root.model } }
    Component { id: refused; RefusedPage { model: root.model } }
    Component { id: misread; MisreadPage { model: root.model; frames: root.frames } }
    Component { id: trouble; TroublePage { model: root.model } }
    Component { id: me; MePage { model: root.model } }
    Component { id: erased; ErasedPage { model: root.model } }
    Component { id: staff; StaffDoorPage { model: root.model } }
    Component { id: guest; GuestPage { model: root.model } }
    Component { id: dayPass; DayPassPage { model: root.model } }
    Component { id: byName; ByNamePage { model: root.model } }
    Component { id: whosHere; WhosHerePage { model: root.model } }
    Component { id: profile; ProfilePage { model: root.model } }
}
