pragma ComponentBehavior: Bound

import QtQuick
import Lobby
import Lobby.Models

/** The staff's window, on a desk or behind the kiosk's PIN. */
Window {
    id: root

    required property StaffModel model
    required property ScannerModel scanner
    required property LatestFrame frames
    property bool dark: false
    property bool reducedMotion: false
    property real textScale: 1
    property bool fullscreen: false
    readonly property string page: scanner.isOpen ? "scanner_check" : "staff"

    width: 1280
    height: 800
    minimumWidth: 600
    minimumHeight: 600
    visibility: fullscreen ? Window.FullScreen : Window.Windowed
    title: qsTr("Hello Lobby: staff")
    color: Theme.paper

    StaffPage {
        anchors.fill: parent
        visible: !root.scanner.isOpen
        model: root.model
        onScannerAsked: root.scanner.checkAsked()
    }
    Loader {
        anchors.fill: parent
        active: root.scanner.isOpen
        sourceComponent: CheckPage {
            model: root.scanner
            frames: root.frames
        }
    }

    Binding { target: Theme; property: "width"; value: root.width }
    Binding { target: Theme; property: "height"; value: root.height }
    Binding { target: Theme; property: "dark"; value: root.dark }
    Binding { target: Theme; property: "reducedMotion"; value: root.reducedMotion }
    Binding { target: Theme; property: "textScale"; value: root.textScale }
    Binding { target: Theme; property: "language"; value: root.model.language }
}
