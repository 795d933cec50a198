import QtQuick
import Lobby
import Lobby.Models

/** The scanner's check: the camera's picture beside what was found, or above it. */
Rectangle {
    id: root

    required property ScannerModel model
    required property LatestFrame frames
    readonly property bool stacked: Theme.portrait
    readonly property real room: width - 2 * Theme.staffMargin
    readonly property real startY: bar.y + bar.height + Theme.gap3
    readonly property real endY: height - Theme.staffMargin
    readonly property real gap: Theme.gap2
    readonly property real half: stacked ? room : 0.42 * room

    readonly property bool hasNoCamera: ["no_camera", "unknown_camera", "scanner_only"].includes(model.stage)
    /** Instead of findings, by how far the check is. */
    readonly property string aboutCamera: ({
        no_camera: qsTr("No camera can be opened here. If a kiosk runs on this computer, close it; otherwise plug in a camera. Then open this page again."),
        unknown_camera: qsTr("There is no camera %1 here. Check what stands behind --camera, and start again.").arg(model.cameraName),
        scanner_only: qsTr("No camera is used here; the USB scanner is checked alone."),
        away: qsTr("The camera is away.")
    })[model.stage] ?? qsTr("Measuring…")
    readonly property real tall: endY - startY
    readonly property real belowView: hasNoCamera ? startY : view.y + view.height + gap

    color: Theme.paper
    Component.onCompleted: back.forceActiveFocus()

    Item {
        id: bar

        z: 1 // the preview's frame reaches up to it
        x: Theme.staffMargin
        y: Theme.staffMargin
        width: root.room
        height: Theme.touch

        TextLine {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - back.width - Theme.gap3
            text: qsTr("Scanner check")
            size: Theme.text4
            wght: Theme.heading
            elide: Text.ElideRight
            Accessible.role: Accessible.Heading
        }
        Button {
            id: back

            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
            text: qsTr("Back to today")
            iconName: "arrow-left"
            onClicked: root.model.backAsked()
        }
    }
    CheckView {
        id: view

        x: Theme.staffMargin
        y: root.startY
        width: root.half
        height: wanted
        tallest: root.stacked ? 0.28 * root.tall : Infinity
        visible: !root.hasNoCamera
        model: root.model
        frames: root.frames
    }
    CheckPanel {
        x: root.stacked ? Theme.staffMargin : view.x + view.width + root.gap
        y: root.stacked ? root.belowView : root.startY
        width: root.stacked ? root.room : root.room - root.half - root.gap
        height: (root.stacked ? usb.y - root.gap : root.endY) - y
        large: !root.stacked
        title: qsTr("Camera")
        findings: root.model.camera
        verdict: root.model.cameraVerdict
        waiting: root.aboutCamera
    }
    CheckPanel {
        id: usb

        x: Theme.staffMargin
        y: root.stacked ? root.endY - height : root.belowView
        width: root.half
        height: root.stacked ? 0.28 * root.tall : root.endY - y
        title: qsTr("USB scanner")
        findings: root.model.scanner
        verdict: root.model.scannerVerdict
        waiting: qsTr("Looking for one…")
    }
}
